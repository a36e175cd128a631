import type { WorldEvent } from "../events.ts";
import type { Json } from "../json.ts";
import type { Messages } from "../messages.ts";
import type { MessageRow } from "../rows.ts";
import type { State } from "../state.ts";
import { INTENT } from "../wire.ts";
import { memberObject } from "../wire-objects.ts";
import { ID } from "../world.ts";

export interface GatewayEvent {
  type: string;
  data: Json;
  guildId: string | null;
}

interface Deps {
  state: State;
  messages: Messages;
}

/** What a session with these intents is told of an event, if anything; interactions need no intent and go by elsewhere. */
export function eventFor(intents: number, event: WorldEvent, deps: Deps): GatewayEvent | undefined {
  if (event.type === "bot_presence" || event.type === "commands_update") return undefined;
  if (event.type === "guild_create" || event.type === "guild_delete") {
    if ((intents & INTENT.guilds) === 0) return undefined;
    return { type: event.type.toUpperCase(), data: event.guild, guildId: event.guildId };
  }
  if (event.type === "channel_delete") {
    if ((intents & INTENT.guilds) === 0) return undefined;
    const { channel, guildId } = event;
    return { type: "CHANNEL_DELETE", data: channel, guildId };
  }
  const { row } = event;
  const guildId = deps.state.channels.get(row.channelId)?.guildId ?? null;
  const intent = guildId === null ? INTENT.directMessages : INTENT.guildMessages;
  // An ephemeral message is no event for a bot.
  if (row.onlyFor !== null || (intents & intent) === 0) return undefined;
  const place = guildId === null ? {} : { guild_id: guildId };
  if (event.type === "message_delete") {
    return { type: "MESSAGE_DELETE", data: { id: row.id, channel_id: row.channelId, ...place }, guildId };
  }
  const data = { ...messageData(intents, row, guildId, deps), ...place };
  return { type: event.type.toUpperCase(), data, guildId };
}

function messageData(intents: number, row: MessageRow, guildId: string | null, { state, messages }: Deps): Json {
  const member = state.members.get(`${guildId}:${row.message.author.id}`);
  const { user: _user, ...memberOnly } = member === undefined ? {} : memberObject(state, member);
  const concernsBot =
    row.message.author.id === ID.application ||
    guildId === null ||
    row.message.mentions.some((user) => user.id === ID.application);
  const readable = concernsBot || (intents & INTENT.messageContent) !== 0;
  return {
    ...(messages.wire(row) as unknown as Json),
    ...(readable ? {} : { content: "", embeds: [], attachments: [], components: [] }),
    ...(member === undefined ? {} : { member: memberOnly }),
  };
}
