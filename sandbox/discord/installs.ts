import type { Events } from "./events.ts";
import { isJson } from "./json.ts";
import type { ChannelRow, MessageRow } from "./rows.ts";
import type { State } from "./state.ts";
import { ID } from "./world.ts";

/** Discord's numbers for who installed an application. */
export const INSTALLED = { byGuild: "0", byUser: "1" } as const;
/** Whose installation lets an interaction come about: "0" → the guild, or "0" in the bot's direct message; "1" → a person. */
export type Owners = Readonly<Record<string, string>>;

/** Discord's numbers for where an interaction comes from. */
export const CONTEXT = { guild: 0, botDirectMessage: 1, privateChannel: 2 } as const;

export function contextOf({ kind, guildId }: ChannelRow): number {
  if (guildId !== null) return CONTEXT.guild;
  return kind === "direct" ? CONTEXT.botDirectMessage : CONTEXT.privateChannel;
}

/** Whether somebody brought the application into the guild that the channel is of. */
export function isInGuild(state: State, { guildId }: ChannelRow): boolean {
  return guildId !== null && state.members.get(`${guildId}:${ID.application}`) !== undefined;
}

/** Who brought the application along for themselves. */
export class Installs {
  readonly #state: State;
  readonly #events: Events;

  constructor(deps: { state: State; events: Events }) {
    this.#state = deps.state;
    this.#events = deps.events;
  }

  has(personId: string): boolean {
    return this.#state.installs.get(personId) !== undefined;
  }

  add(personId: string): void {
    this.#state.installs.set(personId, { userId: personId });
    this.#events.publish({ type: "commands_update" });
  }

  remove(personId: string): void {
    this.#state.installs.delete(personId);
    this.#events.publish({ type: "commands_update" });
  }

  /** Of a command that can be installed in these ways; empty where nobody's installation offers it here. */
  ownersOf(personId: string, channel: ChannelRow, types: readonly number[]): Owners {
    const byGuild = isInGuild(this.#state, channel) ? channel.guildId : channel.kind === "direct" ? "0" : null;
    return {
      ...(byGuild !== null && types.includes(Number(INSTALLED.byGuild)) ? { [INSTALLED.byGuild]: byGuild } : {}),
      ...(this.has(personId) && types.includes(Number(INSTALLED.byUser)) ? { [INSTALLED.byUser]: personId } : {}),
    };
  }

  /** Of a component: those of the interaction that its message answers; a message without one is the bot's own. */
  ownersOfMessage({ message }: MessageRow, channel: ChannelRow): Owners {
    const metadata: unknown = message.interaction_metadata;
    const known = isJson(metadata) ? metadata["authorizing_integration_owners"] : undefined;
    return isJson(known) ? (known as Owners) : { [INSTALLED.byGuild]: channel.guildId ?? "0" };
  }
}

/** Only a person brought the application here: it has five follow-ups, and no voice of its own. */
export const isOnlyPersonal = (owners: Owners): boolean => owners[INSTALLED.byGuild] === undefined;
