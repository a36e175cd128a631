import { z } from "zod";

const id = z.string().regex(/^\d{17,20}$/);
const micros = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const shared = {
  jobsAtOnce: z.int().min(1).nullable().default(null),
  /** Millionths of a US dollar, in calendar days and months in UTC. */
  perDay: micros.nullable().default(null),
  perMonth: micros.nullable().default(null),
  maxPixels: z.int().min(0).nullable().default(null),
};
/** What a guild may have at most, and each of its members. */
const ceiling = z.strictObject({ ...shared, imagesPerMemberPerDay: z.int().min(0).nullable().default(null) });

/** What the operator decides over all guilds. The strictest of theirs and a guild's own holds. */
export const operatorSettings = z.strictObject({
  version: z.literal(1).default(1),
  guilds: z
    .strictObject({ mode: z.enum(["everywhere", "listed"]).default("everywhere"), listed: z.array(id).default([]) })
    .prefault({}),
  directMessages: z.enum(["on", "off"]).default("on"),
  paused: z
    .strictObject({ reason: z.string().trim().max(300), at: z.int(), until: z.int().nullable() })
    .nullable()
    .default(null),
  /** All guilds and direct messages together. */
  together: z.strictObject(shared).prefault({}),
  /** Each guild that has no ceiling of its own; all direct messages count as one guild. */
  eachGuild: ceiling.prefault({}),
  byGuild: z.record(id, ceiling).default({}),
  /** What one unit of a model costs at this relay, by endpoint id; millionths of a US dollar. A guild's own price goes first. */
  prices: z.record(z.string(), micros).default({}),
});
export type OperatorSettings = z.infer<typeof operatorSettings>;
export type Ceiling = z.infer<typeof ceiling>;

export const OPEN_OPERATOR_SETTINGS: OperatorSettings = operatorSettings.parse({});
