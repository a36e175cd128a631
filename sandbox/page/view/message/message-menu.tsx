import type { JSX } from "preact";
import type { APIMessage } from "../../../discord/person-api.ts";
import { translated } from "../../command/command-entry.ts";
import { CommandKind } from "../../protocol.ts";
import { useContextCommand } from "../../session/interactions.ts";
import { isEphemeral } from "../../session/message-list.ts";
import { Menu, type MenuItem } from "../menu.tsx";
import { useScene } from "../scene.ts";

interface MessageMenuProps {
  message: APIMessage;
  anchor: HTMLElement;
  onClose: () => void;
}

/** What can be done with a message: the applications' commands for messages, then the client's own. */
export function MessageMenu({ message, anchor, onClose }: MessageMenuProps): JSX.Element {
  const { session, view, texts, locale } = useScene();
  const apps: MenuItem[] = (view.commands[view.channel] ?? [])
    .filter((command) => command.type === CommandKind.message)
    .map((command, index) => ({
      label: translated(command.name, command.name_localizations, locale),
      icon: "apps",
      ...(index === 0 ? { heading: texts.apps } : {}),
      onPick: () => useContextCommand(session, command, message.id),
    }));
  const copy = (text: string) => () => void navigator.clipboard.writeText(text);
  const own: MenuItem[] = [
    ...(message.content === "" ? [] : [{ label: texts.copyText, onPick: copy(message.content) }]),
    { label: texts.copyId, onPick: copy(message.id) },
  ];
  if (isEphemeral(message)) own.push({ label: texts.dismiss, onPick: () => void session.remove(message.id) });
  else if (message.author.id === view.user)
    own.push({ label: texts.delete, danger: true, onPick: () => void session.remove(message.id) });
  return (
    <Menu
      anchor={anchor}
      label={texts.messageActions(message.author.username)}
      items={[...apps, ...own]}
      onClose={onClose}
    />
  );
}
