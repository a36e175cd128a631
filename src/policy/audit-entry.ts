import * as z from "zod";

const change = z.object({
  /** Steps into the settings: ["people", "suspensions", "200…"]. */
  path: z.array(z.string()),
  /** Left out where there was, or is, nothing. */
  before: z.json().optional(),
  after: z.json().optional(),
});
/** One value of the settings, before and after. */
export type SettingsChange = z.infer<typeof change>;

/** What was done. Whoever records something new adds its kind here. */
export const deed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("settings"), changes: z.array(change) }),
  z.object({
    kind: z.literal("credits"),
    userId: z.string(),
    images: z.int(),
    reason: z.string(),
    /** How many they had left; entries from before it was written down have none. */
    before: z.int().optional(),
  }),
  z.object({ kind: z.literal("relay_key"), what: z.enum(["set", "removed", "refused"]) }),
  z.object({ kind: z.literal("left"), guildId: z.string(), name: z.string() }),
  z.object({
    kind: z.literal("model"),
    what: z.enum(["added", "removed", "command", "generate", "none", "priced"]),
    command: z.string(),
    /** As it was written. */
    price: z.string().optional(),
  }),
  /** By a moderator, or by a member with a role for it. */
  z.object({ kind: z.literal("preset"), what: z.enum(["added", "changed", "removed"]), name: z.string() }),
  /** By its member, not by a moderator. */
  z.object({ kind: z.literal("made_private"), jobId: z.string() }),
  z.object({ kind: z.literal("removed"), jobId: z.string(), userId: z.string(), reason: z.string() }),
]);
export type Deed = z.infer<typeof deed>;

/** Who did what in a guild, or as the operator. */
export interface AuditEntry {
  readonly id: string;
  /** A guild's id, or "operator". */
  readonly scope: string;
  /** Counts up in its scope, for people to name it by. */
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
  /** The entry that this one takes back. */
  readonly undoes: string | null;
}
