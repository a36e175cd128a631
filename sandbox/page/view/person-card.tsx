import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { nameColor, userName } from "../world-names.ts";
import { Avatar } from "./avatar.tsx";
import { nameStyle } from "./color.ts";
import { Icon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import { useScene } from "./scene.ts";
import { ThemeButton } from "./theme-button.tsx";

/** What a client can be set to, by Discord's codes: the bot's languages, and one that it does not speak. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["en-US", "English"],
  ["zh-CN", "简体中文"],
  ["zh-TW", "繁體中文"],
  ["ja", "日本語"],
  ["ko", "한국어"],
  ["de", "Deutsch"],
  ["fr", "Français"],
  ["es-ES", "Español"],
  ["pt-BR", "Português do Brasil"],
  ["ru", "Русский"],
  ["sv-SE", "Svenska"],
]);

/** Who the page is; pressing it offers everybody else. */
export function PersonCard(): JSX.Element | null {
  const { session, view, world, texts } = useScene();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [languages, setLanguages] = useState<HTMLElement | null>(null);
  const person = world.people.find((each) => each.user.id === view.user);
  if (person === undefined) return null;
  const name = userName(person.user);
  const standing = (each: { standing: string }) => texts.ofWorld(each.standing);
  return (
    <div class="person-card">
      <button
        type="button"
        class="person"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${texts.switchPerson}: ${name}, ${standing(person)}`}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        <Avatar id={person.user.id} name={name} />
        <span class="person-words">
          <span class="name" style={nameStyle(nameColor(world, person.user.id))}>
            {name}
          </span>
          <span class="person-standing">{standing(person)}</span>
        </span>
        <Icon name="down" size={16} />
      </button>
      <ThemeButton />
      {anchor !== null && (
        <Menu
          anchor={anchor}
          label={texts.whoYouAre}
          align="start"
          onClose={() => setAnchor(null)}
          items={[
            ...world.people.map((each, index) => ({
              label: userName(each.user),
              detail: `${standing(each)} · ${each.locale}`,
              avatar: each.user.id,
              checked: each.user.id === view.user,
              ...(index === 0 ? { heading: texts.whoYouAre } : {}),
              onPick: () => void session.enter(each.user.id, view.channel),
            })),
            {
              heading: texts.ownAccount,
              label: texts.language,
              detail: LANGUAGES.get(person.locale) ?? person.locale,
              onPick: () => setLanguages(anchor),
            },
            {
              label: person.installed
                ? texts.leaveApp(world.application.name)
                : texts.takeAppAlong(world.application.name),
              detail: texts.takeAppAlongHint,
              icon: "apps",
              onPick: () => void session.takeAlong(!person.installed),
            },
          ]}
        />
      )}
      {languages !== null && (
        <Menu
          anchor={languages}
          label={texts.language}
          align="start"
          onClose={() => setLanguages(null)}
          items={[...LANGUAGES].map(([locale, label]) => ({
            label,
            checked: locale === person.locale,
            onPick: () => void session.speak(locale),
          }))}
        />
      )}
    </div>
  );
}
