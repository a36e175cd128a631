import * as z from "zod";
import { memberLimits } from "./member-limits.ts";

/** A snowflake. */
const id = z.string().regex(/^\d{17,20}$/);
const ids = z.array(id).max(200);
/** Milliseconds since the Unix epoch. */
const moment = z.int().min(0);
const micros = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Moderators' own words, shown to members as a quotation. */
const reason = z.string().trim().max(300);
const word = z.string().trim().min(1).max(60);

/** Denied wins over allowed; an empty `allowed` lets everyone in who is not denied. */
const accessList = z.strictObject({ allowed: ids.default([]), denied: ids.default([]) }).prefault({});

const place = z
  .strictObject({
    /** Channels, categories and threads; a thread is also ruled by its channel and by that one's category. */
    channels: accessList,
    /** Where a refusal sends people. */
    redirect: id.nullable().default(null),
    /** Channels, categories and threads where results are shown to their member only. */
    ephemeralOnly: ids.default([]),
  })
  .prefault({});

const suspension = z.strictObject({
  /** Null: until a moderator takes it back. */
  until: moment.nullable(),
  reason,
  by: id,
  at: moment,
});

const people = z
  .strictObject({
    roles: accessList,
    newMembers: z
      .strictObject({
        /** How old the account, and how old the membership, must be; 0 asks nothing. */
        accountHours: z.int().min(0).max(100_000).default(0),
        membershipHours: z.int().min(0).max(100_000).default(0),
        /** Who need not wait. */
        exemptRoles: ids.default([]),
      })
      .prefault({}),
    suspensions: z.record(id, suspension).default({}),
  })
  .prefault({});

const modelRule = z.strictObject({
  /** Left out: as models that nobody decided about. */
  on: z.boolean().optional(),
  roles: accessList,
  channels: accessList,
});

const content = z
  .strictObject({
    /** By endpoint id. */
    models: z.record(z.string(), modelRule).default({}),
    /** Models that `models` does not name, also those that come later. */
    otherModels: z.enum(["on", "off"]).default("on"),
    forbiddenWords: z.array(word).max(500).default([]),
    replacedWords: z
      .array(z.strictObject({ word, by: z.string().trim().max(100) }))
      .max(200)
      .default([]),
    safetyChecker: z.enum(["as_asked", "on_outside_age_restricted", "always_on"]).default("as_asked"),
    /** Whether posted pictures carry the prompt and settings they were made with, for tools to read. */
    parametersInFiles: z.boolean().default(true),
    /** Who makes styles for the guild besides moderators. */
    presetRoles: ids.default([]),
    /** Whether members may go on from pictures that others made or posted. */
    othersPictures: z.boolean().default(true),
    /** What happens with a result the model flagged. */
    flaggedResults: z
      .strictObject({
        ageRestricted: z.enum(["post", "spoiler", "withhold"]).default("spoiler"),
        elsewhere: z.enum(["post", "spoiler", "withhold"]).default("spoiler"),
      })
      .prefault({}),
  })
  .prefault({});

const limits = z
  .strictObject({
    everyone: memberLimits.default({}),
    roles: z.record(id, memberLimits).default({}),
  })
  .prefault({});

const money = z
  .strictObject({
    /** Calendar days and months in UTC, as a bill has them. Millionths of a US dollar. */
    perDay: micros.nullable().default(null),
    perMonth: micros.nullable().default(null),
    /** What one unit of a model (image or megapixel, as its definition says) costs here, by endpoint id; in millionths of a US dollar. */
    prices: z.record(z.string(), micros).default({}),
    /** Amounts are kept in US dollars, so that all servers add up, and shown in this. */
    currency: z
      .strictObject({
        code: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .default("USD"),
        perUsd: z.number().positive().max(1_000_000).default(1),
      })
      .prefault({}),
    /** Where it is told that 80 % of a budget is used. */
    warnings: id.nullable().default(null),
  })
  .prefault({});

/** Which pictures members find with /gallery: those of the channel they are in stand there anyway. */
const gallery = z.enum(["off", "same_channel", "server"]).default("same_channel");

/** How long pictures and prompts are kept, and how many bytes of them; favourites stay. Null: until someone deletes them. */
const retention = z
  .strictObject({
    days: z.int().min(1).max(36_500).nullable().default(null),
    megabytes: z.int().min(1).max(100_000_000).nullable().default(null),
  })
  .prefault({});

const audit = z
  .strictObject({
    channel: id.nullable().default(null),
    everyJob: z.boolean().default(false),
    /** Where members' reports of pictures go; null: to the audit channel. */
    reports: id.nullable().default(null),
  })
  .prefault({});

const pause = z.strictObject({ reason, by: id, at: moment, until: moment.nullable() });

const version1 = z.strictObject({
  version: z.literal(1).default(1),
  /** Who moderates besides those with Manage Server. */
  moderatorRoles: ids.default([]),
  paused: pause.nullable().default(null),
  place,
  people,
  content,
  limits,
  /** Jobs of the whole guild under way at once. */
  jobsAtOnce: z.int().min(1).max(10_000).nullable().default(null),
  money,
  gallery,
  retention,
  audit,
});

/** Everything moderators decide in a guild. What was never set is allowed. */
export const guildSettings = version1;
export type GuildSettings = z.infer<typeof guildSettings>;
export type AccessList = z.infer<typeof accessList>;
export type ModelRule = z.infer<typeof modelRule>;
export type Suspension = z.infer<typeof suspension>;

/** A guild where nobody decided anything. */
export const OPEN_SETTINGS: GuildSettings = guildSettings.parse({});
