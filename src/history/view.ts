import * as z from "zod";

/** What is looked for; everything that is named must hold. */
export const filters = z.object({
  text: z.string().nullable().default(null),
  /** A model's endpoint id. */
  model: z.string().nullable().default(null),
  member: z.string().nullable().default(null),
  favourites: z.boolean().default(false),
  /** Milliseconds since the Unix epoch; `before` is the first moment that is too late. */
  since: z.number().nullable().default(null),
  before: z.number().nullable().default(null),
});
export type Filters = z.infer<typeof filters>;

/** A way of looking at pictures: whose and where, and what is looked for. */
export const view = z.object({
  place: z.discriminatedUnion("kind", [
    /** Everything one made, wherever that was. */
    z.object({ kind: z.literal("mine") }),
    z.object({ kind: z.literal("same_channel"), guildId: z.string(), channelId: z.string() }),
    z.object({ kind: z.literal("server"), guildId: z.string() }),
  ]),
  filters,
});
export type View = z.infer<typeof view>;
