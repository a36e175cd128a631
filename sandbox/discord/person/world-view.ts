import type { DirectMessages } from "../direct-messages.ts";
import { channelPermissions, may } from "../permissions.ts";
import type { Channel, Guild, World } from "../person-api.ts";
import type { ChannelRow, GuildRow } from "../rows.ts";
import type { State } from "../state.ts";
import { rolesOf } from "../wire-objects.ts";
import { BOT_USER, ID } from "../world.ts";

/** The world as one person sees it. */
export function worldOf(
  deps: { state: State; direct: DirectMessages; relay: string | null; online: boolean },
  personId: string,
): World {
  const { state } = deps;
  return {
    application: { id: ID.application, name: BOT_USER.username, description: "Pictures from words" },
    bot: { user: BOT_USER, online: deps.online },
    people: state.people.values().map((person) => ({
      user: person.user,
      standing: person.standing,
      locale: person.locale,
      roles: state.members.get(`${ID.guild}:${person.user.id}`)?.roles ?? [],
    })),
    guilds: state.guilds
      .values()
      .filter((guild) => state.members.get(`${guild.id}:${personId}`) !== undefined)
      .map((guild) => guildView(state, guild, personId)),
    directMessage: state.people.get(personId) === undefined ? null : { id: deps.direct.with(personId).id },
    relay: deps.relay,
  };
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
  if (channel.kind === "direct") return undefined;
  return {
    id: channel.id,
    name: channel.name,
    topic: channel.topic,
    kind: channel.kind === "announcement" ? "text" : channel.kind,
    ageRestricted: channel.ageRestricted,
    parent: channel.parentId,
  };
}
