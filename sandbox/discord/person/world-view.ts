import type { DirectMessages } from "../direct-messages.ts";
import type { Installs } from "../installs.ts";
import { channelPermissions, may } from "../permissions.ts";
import type { Channel, Guild, World } from "../person-api.ts";
import type { ChannelRow, GuildRow } from "../rows.ts";
import type { State } from "../state.ts";
import { rolesOf, userOf } from "../wire-objects.ts";
import { BOT_USER, ID } from "../world.ts";

/** The world as one person sees it. */
export function worldOf(
  deps: { state: State; direct: DirectMessages; installs: Installs; relay: string | null; online: boolean },
  personId: string,
): World {
  const { state } = deps;
  const installed = deps.installs.has(personId);
  return {
    application: { id: ID.application, name: BOT_USER.username, description: "Pictures from words" },
    bot: { user: BOT_USER, online: deps.online },
    people: state.people.values().map((person) => ({
      user: person.user,
      standing: person.standing,
      locale: person.locale,
      installed: deps.installs.has(person.user.id),
      roles: state.members.get(`${ID.guild}:${person.user.id}`)?.roles ?? [],
    })),
    guilds: state.guilds
      .values()
      .filter((guild) => state.members.get(`${guild.id}:${personId}`) !== undefined)
      // Where the bot is not there is nothing to see but for those who can bring it along.
      .filter((guild) => installed || state.members.get(`${guild.id}:${ID.application}`) !== undefined)
      .map((guild) => guildView(state, guild, personId)),
    conversations: installed ? conversationsOf(state, personId) : [],
    directMessage: state.people.get(personId) === undefined ? null : { id: deps.direct.with(personId).id },
    relay: deps.relay,
  };
}

/** By the others' names. */
function conversationsOf(state: State, personId: string): World["conversations"] {
  return state.channels
    .values()
    .filter((channel) => channel.kind === "private" && channel.recipientIds?.includes(personId))
    .map(({ id, recipientIds = [] }) => {
      const others = recipientIds.filter((other) => other !== personId).map((other) => userOf(state, other));
      return { id, name: others.map((user) => user?.global_name ?? user?.username ?? "").join(", ") };
    });
}

function guildView(state: State, guild: GuildRow, personId: string): Guild {
  const seen = state.channels
    .values()
    .filter((channel) => channel.guildId === guild.id)
    .filter((channel) => may(channelPermissions(state, personId, channel), "viewChannel"))
    .sort((a, b) => a.position - b.position);
  return {
    id: guild.id,
    name: guild.name,
    channels: seen.flatMap((channel) => channelView(channel) ?? []),
    roles: rolesOf(state, guild.id).map((role) => ({ id: role.id, name: role.name, color: role.color })),
  };
}

function channelView(channel: ChannelRow): Channel | undefined {
  if (channel.kind === "direct" || channel.kind === "private") return undefined;
  return {
    id: channel.id,
    name: channel.name,
    topic: channel.topic,
    kind: channel.kind === "announcement" ? "text" : channel.kind,
    ageRestricted: channel.ageRestricted,
    parent: channel.parentId,
  };
}
