import type { ModelDefinition, ModelInput } from "../models/definition.ts";

/** Someone in a guild, as far as a decision needs to know. */
export interface Member {
  readonly userId: string;
  /** With the guild's own id, the role that everyone has. */
  readonly roles: readonly string[];
  /** Milliseconds since the Unix epoch, from the account's snowflake. */
  readonly accountCreatedAt: number;
  /** Null where Discord does not tell: a guest, or another application's member. */
  readonly joinedAt: number | null;
}

/** Where something is asked for. */
export interface Place {
  readonly channelId: string;
  /** The channel that a thread belongs to; null outside threads. */
  readonly threadOf: string | null;
  readonly categoryId: string | null;
  /** A thread is when its channel is. */
  readonly ageRestricted: boolean;
  /** A place that did not take us in: a person brought us along. */
  readonly byTokenOnly?: boolean;
}

/** How the result is shown: to all, to its member alone because they want it so, or because Discord has it so. */
export type Shown = "openly" | "privately" | "hidden";

/** What someone wants, before anything is decided. */
export interface PolicyRequest {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly guildId: string | null;
  readonly member: Member;
  readonly place: Place;
  readonly definition: ModelDefinition;
  readonly input: ModelInput;
  /** Openly where nothing is said. */
  readonly shown?: Shown;
}

/** A place with all that rules it: itself, its channel, its category. */
export function chainOf({ channelId, threadOf, categoryId }: Place): string[] {
  return [channelId, threadOf, categoryId].filter((id) => id !== null);
}
