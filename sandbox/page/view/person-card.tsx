import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Person } from "../../discord/person-api.ts";
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
  const { view, world, texts } = useScene();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [languages, setLanguages] = useState<HTMLElement | null>(null);
  const person = world.people.find((each) => each.user.id === view.user);
  if (person === undefined) return null;
  const name = userName(person.user);
  const standing = texts.ofWorld(person.standing);
  return (
    <div class="person-card">
      <button
        type="button"
        class="person"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${texts.switchPerson}: ${name}, ${standing}`}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        <Avatar id={person.user.id} name={name} />
        <span class="person-words">
          <span class="name" style={nameStyle(nameColor(world, person.user.id))}>
            {name}
          </span>
          <span class="person-standing">{standing}</span>
        </span>
        <Icon name="down" size={16} />
      </button>
      <ThemeButton />
      {anchor !== null && (
        <PeopleMenu
          anchor={anchor}
          person={person}
          onLanguages={() => setLanguages(anchor)}
          onClose={() => setAnchor(null)}
        />
      )}
      {languages !== null && <LanguageMenu anchor={languages} person={person} onClose={() => setLanguages(null)} />}
    </div>
  );
}

interface MenuProps {
  anchor: HTMLElement;
  person: Person;
  onClose: () => void;
}

function PeopleMenu({ anchor, person, onLanguages, onClose }: MenuProps & { onLanguages: () => void }): JSX.Element {
  const { session, view, world, texts } = useScene();
  return (
    <Menu
      anchor={anchor}
      label={texts.whoYouAre}
      align="start"
      onClose={onClose}
      items={[
        ...world.people.map((each, index) => ({
          label: userName(each.user),
          detail: `${texts.ofWorld(each.standing)} · ${each.locale}`,
          avatar: each.user.id,
          checked: each.user.id === person.user.id,
          ...(index === 0 ? { heading: texts.whoYouAre } : {}),
          onPick: () => void session.enter(each.user.id, view.channel),
        })),
        {
          heading: texts.ownAccount,
          label: texts.language,
          detail: LANGUAGES.get(person.locale) ?? person.locale,
          onPick: onLanguages,
        },
        {
          label: person.installed ? texts.leaveApp(world.application.name) : texts.takeAppAlong(world.application.name),
          detail: texts.takeAppAlongHint,
          icon: "apps",
          onPick: () => void session.takeAlong(!person.installed),
        },
      ]}
    />
  );
}

function LanguageMenu({ anchor, person, onClose }: MenuProps): JSX.Element {
  const { session, texts } = useScene();
  return (
    <Menu
      anchor={anchor}
      label={texts.language}
      align="start"
      onClose={onClose}
      items={[...LANGUAGES].map(([locale, label]) => ({
        label,
        checked: locale === person.locale,
        onPick: () => void session.speak(locale),
      }))}
    />
  );
}
