import type { APIUser } from "discord-api-types/v10";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { translated } from "../../command/command-entry.ts";
import { CommandKind } from "../../protocol.ts";
import { useContextCommand } from "../../session/interactions.ts";
import { userName } from "../../world-names.ts";
import { Menu, type MenuItem } from "../menu.tsx";
import { useScene } from "../scene.ts";

/** Wraps an avatar: pressing it offers the applications' commands for that person. */
export function UserMenu({ user, children }: { user: APIUser; children: ComponentChildren }): JSX.Element {
  const { session, view, texts, locale } = useScene();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const apps: MenuItem[] = (view.commands[view.channel] ?? [])
    .filter((command) => command.type === CommandKind.user)
    .map((command, index) => ({
      label: translated(command.name, command.name_localizations, locale),
      icon: "apps",
      ...(index === 0 ? { heading: texts.apps } : {}),
      onPick: () => useContextCommand(session, command, user.id),
    }));
  const copy = { label: texts.copyUserId, onPick: () => void navigator.clipboard.writeText(user.id) };
  return (
    <>
      <button
        type="button"
        class="avatar-button"
        aria-label={userName(user)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        {children}
      </button>
      {anchor !== null && (
        <Menu
          anchor={anchor}
          label={userName(user)}
          items={[...apps, copy]}
          align="start"
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
