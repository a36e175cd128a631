import { createContext } from "preact";
import { useContext, useEffect, useReducer, useState } from "preact/hooks";
import type { World } from "../../discord/person-api.ts";
import type { Session } from "../session/session.ts";
import type { View } from "../session/view.ts";
import { formatLocale, textsFor } from "../texts.ts";
import type { Texts } from "../texts-shape.ts";
import type { Picture } from "./message/picture.ts";

/** What every part of the page may need. */
export interface Scene {
  session: Session;
  view: View;
  world: World;
  /** The person's own locale, for commands' localizations. */
  locale: string;
  /** For dates and numbers; see formatLocale. */
  format: string;
  texts: Texts;
  openGallery: (pictures: readonly Picture[], index: number) => void;
}

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error("useScene is called outside of the page's scene");
  return scene;
}

/** The session's view, drawn anew with each of its changes. */
export function useView(session: Session): View {
  const [view, setView] = useState(session.view);
  useEffect(() => {
    setView(session.view);
    return session.subscribe(() => setView(session.view));
  }, [session]);
  return view;
}

export interface Language {
  locale: string;
  format: string;
  texts: Texts;
}

export function languageOf(view: View): Language {
  const person = view.world?.people.find((each) => each.user.id === view.user);
  const locale = person?.locale ?? navigator.language;
  return { locale, format: formatLocale(locale), texts: textsFor(locale) };
}

/** The time, in milliseconds; draws its component anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useScene().session;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      redraw(0);
      cancel = clock.after(everyMs, tick);
    };
    cancel = clock.after(everyMs, tick);
    return () => cancel();
  }, [clock, everyMs]);
  return clock.now();
}
