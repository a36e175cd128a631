import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ChannelType,
  ComponentType,
  MessageFlags,
  SelectMenuDefaultValueType,
} from "discord.js";

export type Part = APIComponentInContainer;

/** The most that can be chosen in a select, and shown chosen. */
export const MOST_SELECTED = 25;
const ACCENT = { panel: 0x5b8def, changed: 0x3fa77a, alert: 0xd9534f } as const;
/** All texts of a message share 4,000; what was changed stands below a page. */
const MOST_TEXT = 2_400;
/** Where a message can be sent, and a member be sent to. */
export const SPOKEN_IN = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

/** A message as Discord takes it, which mentions nobody. */
export function messageOf(...components: readonly APIMessageTopLevelComponent[]): object {
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } };
}

export function container(accent: keyof typeof ACCENT, parts: readonly Part[]): APIMessageTopLevelComponent {
  return { type: ComponentType.Container, accent_color: ACCENT[accent], components: [...parts] };
}

export function text(content: string, most = MOST_TEXT): Part {
  const shown = content.length > most ? `${content.slice(0, most - 1)}…` : content;
  return { type: ComponentType.TextDisplay, content: shown };
}

export function line(): Part {
  return { type: ComponentType.Separator, divider: true };
}

/** A text with a button beside it. */
export function section(content: string, accessory: APIButtonComponent): Part {
  return {
    type: ComponentType.Section,
    components: [{ type: ComponentType.TextDisplay, content }],
    accessory,
  };
}

export function row(...components: readonly APIComponentInMessageActionRow[]): Part {
  return { type: ComponentType.ActionRow, components: [...components] };
}

const STYLES = {
  plain: ButtonStyle.Secondary,
  main: ButtonStyle.Primary,
  on: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

export function button(custom_id: string, label: string, style: keyof typeof STYLES = "plain"): APIButtonComponent {
  return { type: ComponentType.Button, style: STYLES[style], custom_id, label };
}

export function optionSelect(custom_id: string, placeholder: string, options: readonly APISelectMenuOption[]): Part {
  return row({ type: ComponentType.StringSelect, custom_id, placeholder, options: [...options] });
}

interface IdSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly chosen: readonly string[];
  readonly most: number;
}

export function channelSelect({ customId, placeholder, chosen, most }: IdSelect): Part {
  return row({
    type: ComponentType.ChannelSelect,
    custom_id: customId,
    placeholder,
    min_values: 0,
    max_values: most,
    default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    // A list may name categories, forums and voice channels; a single channel is one to speak in.
    ...(most === 1 ? { channel_types: [...SPOKEN_IN] } : {}),
  });
}

export function roleSelect({ customId, placeholder, chosen, most }: IdSelect): Part {
  return row({
    type: ComponentType.RoleSelect,
    custom_id: customId,
    placeholder,
    min_values: 0,
    max_values: most,
    default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  });
}

export function memberSelect(custom_id: string, placeholder: string): Part {
  return row({ type: ComponentType.UserSelect, custom_id, placeholder });
}
