import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Session } from "../session/session.ts";
import { channelOf } from "../world-names.ts";
import { ChannelHead } from "./channel-head.tsx";
import { channelLabel } from "./channel-label.ts";
import { Composer } from "./composer/composer.tsx";
import { Lightbox } from "./lightbox.tsx";
import type { Picture } from "./message/picture.ts";
import { MessageList } from "./message-list.tsx";
import { ModalForm } from "./modal/modal-form.tsx";
import { Rail } from "./rail.tsx";
import { RelayPanel } from "./relay-panel.tsx";
import { languageOf, type Scene, SceneContext, useView } from "./scene.ts";

interface OpenGallery {
  pictures: readonly Picture[];
  index: number;
}

export function App({ session }: { session: Session }): JSX.Element {
  const view = useView(session);
  const language = languageOf(view);
  const [railOpen, setRailOpen] = useState(false);
  const [panelOpen, setPanelOpen] = useState(false);
  const [gallery, setGallery] = useState<OpenGallery | null>(null);
  const { world } = view;
  const channel = world === null ? undefined : channelOf(world, view.channel);
  const title = channel === undefined ? "Easel sandbox" : `${channelLabel(channel)} · Easel sandbox`;
  useEffect(() => {
    document.title = view.unread.size > 0 ? `• ${title}` : title;
    document.documentElement.lang = language.texts === undefined ? "en" : language.format;
  }, [title, view.unread.size, language.format, language.texts]);
  const openGallery = useMemo(
    () => (pictures: readonly Picture[], index: number) => setGallery({ pictures, index }),
    [],
  );
  if (world === null) return <Arriving trouble={view.worldTrouble} language={language.texts} />;
  const scene: Scene = { session, view, world, ...language, openGallery };
  return (
    <SceneContext.Provider value={scene}>
      <div class={`page ${railOpen ? "rail-open" : ""} ${panelOpen && world.relay !== null ? "panel-open" : ""}`}>
        <aside class="rail-frame">
          <Rail onChosen={() => setRailOpen(false)} />
        </aside>
        {railOpen && (
          <button
            type="button"
            class="rail-shade"
            aria-label={language.texts.closeChannels}
            onClick={() => setRailOpen(false)}
          />
        )}
        <main class="conversation">
          <ChannelHead
            railOpen={railOpen}
            panelOpen={panelOpen}
            onRail={() => setRailOpen(!railOpen)}
            onPanel={() => setPanelOpen(!panelOpen)}
          />
          <Connection live={view.live === "live" || view.live === "connecting"} text={language.texts.reconnecting} />
          <MessageList key={`${view.user} ${view.channel}`} />
          <Composer key={`composer ${view.user} ${view.channel}`} />
        </main>
        {panelOpen && world.relay !== null && <RelayPanel onClose={() => setPanelOpen(false)} />}
        {view.modal !== null && <ModalForm key={view.modal.modal} open={view.modal} />}
        {gallery !== null && (
          <Lightbox pictures={gallery.pictures} start={gallery.index} onClose={() => setGallery(null)} />
        )}
      </div>
    </SceneContext.Provider>
  );
}

/** Before the world is there: the connection is tried again by itself. */
function Arriving({ trouble, language }: { trouble: string | null; language: Scene["texts"] }): JSX.Element {
  return (
    <div class="arriving" role="status">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <p>{trouble === null ? language.loading : trouble || language.reconnecting}</p>
    </div>
  );
}

function Connection({ live, text }: { live: boolean; text: string }): JSX.Element {
  return (
    <div class={`connection ${live ? "" : "lost"}`} role="status">
      {live ? "" : text}
    </div>
  );
}
