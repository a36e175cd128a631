import type { APISelectMenuComponent } from "discord-api-types/v10";
import type { World } from "../../../discord/person-api.ts";
import { ComponentKind } from "../../protocol.ts";
import { allChannels, type Named, rolesOf, usersOf } from "../../world-names.ts";
import { hexColor } from "../color.ts";

export interface SelectChoice {
  value: string;
  label: string;
  description?: string;
  /** A unicode emoji before the label. */
  emoji?: string;
  color?: string;
}

/** What a select offers: its own options, or the people, roles and channels there are. */
export function choicesOf(select: APISelectMenuComponent, world: World): SelectChoice[] {
  switch (select.type) {
    case ComponentKind.stringSelect:
      return select.options.map((option) => ({
        value: option.value,
        label: option.label,
        ...(option.description === undefined ? {} : { description: option.description }),
        ...(option.emoji?.name === undefined || option.emoji.id ? {} : { emoji: option.emoji.name ?? "" }),
      }));
    case ComponentKind.userSelect:
      return named(usersOf(world), "@");
    case ComponentKind.roleSelect:
      return named(rolesOf(world), "@");
    case ComponentKind.mentionableSelect:
      return [...named(usersOf(world), "@"), ...named(rolesOf(world), "@")];
    default:
      return named(pickableChannels(world), "#");
  }
}

/** Categories hold channels; a channel option or select may name one, but hardly anybody means it. */
export function pickableChannels(world: World): Named[] {
  return allChannels(world)
    .filter((channel) => channel.kind === "text" || channel.kind === "thread")
    .map((channel) => ({ id: channel.id, name: channel.name, color: 0 }));
}

function named(list: readonly Named[], sign: string): SelectChoice[] {
  return list.map(({ id, name, color }) => ({
    value: id,
    label: name.startsWith(sign) ? name : `${sign}${name}`,
    ...(color === 0 ? {} : { color: hexColor(color) }),
  }));
}

/** What is chosen before anybody chooses. */
export function defaultsOf(select: APISelectMenuComponent): string[] {
  if (select.type === ComponentKind.stringSelect)
    return select.options.filter((option) => option.default === true).map((option) => option.value);
  return (select.default_values ?? []).map((each) => each.id);
}
