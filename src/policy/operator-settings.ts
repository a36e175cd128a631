import * as z from "zod";

const id = z.string().regex(/^\d{17,20}$/);
const micros = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Left out: this says nothing. */
const most = (bound: z.ZodInt) => z.union([bound, z.literal("unlimited")]).optional();

const shared = {
  jobsAtOnce: most(z.int().min(1)),
  /** Millionths of a US dollar, in calendar days and months in UTC. */
  perDay: most(micros),
  perMonth: most(micros),
  maxPixels: most(z.int().min(0)),
};
/** What a guild may have at most, and each of its members. */
const ceiling = z.strictObject({ ...shared, imagesPerMemberPerDay: most(z.int().min(0)) });

/** What the operator decides over all guilds. The strictest of theirs and a guild's own holds. */
export const operatorSettings = z.strictObject({
  version: z.literal(1).default(1),
  guilds: z
    .strictObject({
      mode: z.enum(["everywhere", "listed"]).default("everywhere"),
      listed: z.array(id).max(10_000).default([]),
      /** Guilds that are not listed are left. */
      leaveOthers: z.boolean().default(false),
    })
    .prefault({}),
  directMessages: z.enum(["on", "off"]).default("on"),
  paused: z
    .strictObject({ reason: z.string().trim().max(300), at: z.int(), until: z.int().nullable() })
    .nullable()
    .default(null),
  /** All guilds and direct messages together. */
  together: z.strictObject(shared).prefault({}),
  /** Each guild; all direct messages count as one guild. */
  eachGuild: ceiling.prefault({}),
  /** What holds for one guild instead, limit by limit. */
  byGuild: z.record(id, ceiling).default({}),
  /** What one unit of a model costs at this relay, by endpoint id; millionths of a US dollar. A guild's own price goes first. */
  prices: z.record(z.string(), micros).default({}),
  /** The operator's own channel: warnings of budgets, and what was changed here. */
  channel: id.nullable().default(null),
});
export type OperatorSettings = z.infer<typeof operatorSettings>;

/** What all guilds and direct messages may have together; null where nothing bounds it. */
export interface SharedCeiling {
  readonly jobsAtOnce: number | null;
  readonly perDay: number | null;
  readonly perMonth: number | null;
  readonly maxPixels: number | null;
}
/** What one guild may have. */
export interface Ceiling extends SharedCeiling {
  readonly imagesPerMemberPerDay: number | null;
}

/** What the operator lets one guild, or all direct messages, have. */
export function ceilingOf({ byGuild, eachGuild }: OperatorSettings, guildId: string | null): Ceiling {
  const said = { ...eachGuild, ...(guildId === null ? {} : byGuild[guildId]) };
  return { ...sharedCeiling(said), imagesPerMemberPerDay: bound(said.imagesPerMemberPerDay) };
}

export function ceilingOfAll({ together }: OperatorSettings): SharedCeiling {
  return sharedCeiling(together);
}

function sharedCeiling(said: OperatorSettings["together"]): SharedCeiling {
  const { jobsAtOnce, perDay, perMonth, maxPixels } = said;
  return {
    jobsAtOnce: bound(jobsAtOnce),
    perDay: bound(perDay),
    perMonth: bound(perMonth),
    maxPixels: bound(maxPixels),
  };
}

function bound(said: number | "unlimited" | undefined): number | null {
  return typeof said === "number" ? said : null;
}
