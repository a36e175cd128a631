import type { Collection, Store } from "../store.ts";
import type {
  AttachmentRow,
  ChannelRow,
  CommandRow,
  EmojiRow,
  GuildRow,
  InstallRow,
  InteractionRow,
  MemberRow,
  MessageRow,
  PersonRow,
  RoleRow,
} from "./rows.ts";

/** Everything the sandbox's Discord remembers, one collection each. */
export interface State {
  guilds: Collection<GuildRow>;
  roles: Collection<RoleRow>;
  people: Collection<PersonRow>;
  /** Key: guild id, colon, user id. */
  members: Collection<MemberRow>;
  channels: Collection<ChannelRow>;
  commands: Collection<CommandRow>;
  messages: Collection<MessageRow>;
  interactions: Collection<InteractionRow>;
  /** Key: user id. */
  installs: Collection<InstallRow>;
  attachments: Collection<AttachmentRow>;
  emojis: Collection<EmojiRow>;
  /** Days of command creations per scope, key: guild id or "global". */
  commandCreations: Collection<{ at: number[] }>;
  secrets: Collection<{ value: string }>;
}

export function openState(store: Store): State {
  return {
    guilds: store.collection("discord.guilds"),
    roles: store.collection("discord.roles"),
    people: store.collection("discord.people"),
    members: store.collection("discord.members"),
    channels: store.collection("discord.channels"),
    commands: store.collection("discord.commands"),
    messages: store.collection("discord.messages"),
    interactions: store.collection("discord.interactions"),
    installs: store.collection("discord.installs"),
    attachments: store.collection("discord.attachments"),
    emojis: store.collection("discord.emojis"),
    commandCreations: store.collection("discord.command-creations"),
    secrets: store.collection("discord.secrets"),
  };
}

/** The greatest id in use, so that new ones come after it. */
export function greatestId(state: State): bigint {
  const rows = [state.messages, state.interactions, state.attachments, state.commands, state.emojis, state.channels];
  const ids = rows.flatMap((collection) => collection.values().map((row) => BigInt(row.id)));
  return ids.sort((a, b) => Number(a - b)).at(-1) ?? 0n;
}
