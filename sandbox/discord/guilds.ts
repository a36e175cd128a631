import type { Clock } from "../clock.ts";
import type { Events } from "./events.ts";
import type { ChannelRow, GuildRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";
import { guildCreate } from "./wire-objects.ts";
import { everyoneRole, ID, isoTime } from "./world.ts";

interface Deps {
  state: State;
  ids: Snowflakes;
  clock: Clock;
  events: Events;
}

/** The guilds that the bot is in, which it can leave, and into which somebody can bring it. */
export class Guilds {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  joined(): GuildRow[] {
    const { guilds, members } = this.#deps.state;
    return guilds.values().filter((guild) => members.get(`${guild.id}:${ID.application}`) !== undefined);
  }

  /** As when Ada brings the bot into a server of hers, with one channel, where everyone is. */
  bring(name: string): { guild: GuildRow; channel: ChannelRow } {
    const { state, ids, clock, events } = this.#deps;
    const guild: GuildRow = { id: ids.next(), name, ownerId: ID.ada, boostTier: 0, locale: "en-US" };
    const channel: ChannelRow = {
      id: ids.next(),
      kind: "text",
      guildId: guild.id,
      name: "lobby",
      topic: null,
      ageRestricted: false,
      parentId: null,
      position: 0,
      overwrites: [],
      recipientId: null,
    };
    state.guilds.set(guild.id, guild);
    state.roles.set(guild.id, { guildId: guild.id, role: everyoneRole(guild.id) });
    state.channels.set(channel.id, channel);
    for (const userId of [...state.people.values().map(({ user }) => user.id), ID.application]) {
      const member = { guildId: guild.id, userId, roles: [], joinedAt: isoTime(clock.now()) };
      state.members.set(`${guild.id}:${userId}`, member);
    }
    events.publish({ type: "guild_create", guild: guildCreate(state, guild), guildId: guild.id });
    return { guild, channel };
  }

  /** The guild stays for its people; the bot's commands there are gone. False where the bot is not in it. */
  leave(guildId: string): boolean {
    const { state, events } = this.#deps;
    const key = `${guildId}:${ID.application}`;
    if (state.members.get(key) === undefined) return false;
    state.members.delete(key);
    for (const row of state.commands.values()) if (row.guildId === guildId) state.commands.delete(row.id);
    // Without "unavailable": that word would mean an outage.
    events.publish({ type: "guild_delete", guild: { id: guildId }, guildId });
    events.publish({ type: "commands_update" });
    return true;
  }
}
