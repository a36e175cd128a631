import { expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { UNDER_WAY } from "../jobs/job-states.ts";
import type { Database } from "../storage/database.ts";
import type { Schema } from "../storage/schema.ts";
import { WINDOWS } from "./member-limits.ts";
import { periodOf } from "./periods.ts";
import type { MemberUsage, SharedUsage, Usage } from "./usage.ts";

/** Ended without pictures for their member. */
const FOR_NOTHING = ["failed", "uncertain", "canceled"] as const;

/** Whose usage is read, and which of it matters: most costs a look at each job that counts. */
export interface UsageWanted {
  readonly guildId: string | null;
  readonly userId: string;
  readonly now: number;
  /** How far back images are counted; a month unless told, 0 where nobody counts them. */
  readonly windowMs?: number;
  readonly guild: SharedWanted;
  readonly together: SharedWanted;
}

/** What all may have together, as far as it is bounded; the rest is told as nothing. */
export interface SharedWanted {
  readonly money: boolean;
  readonly jobs: boolean;
}

export const NOT_WANTED: SharedWanted = { money: false, jobs: false };

/** What has been used. `from` is the transaction that admits the job. */
export async function readUsage(from: Database, wanted: UsageWanted): Promise<Usage> {
  const { guildId, now, guild, together } = wanted;
  return {
    member: await memberUsage(from, wanted),
    guild: await sharedUsage(from, { guildId }, now, guild),
    together: await sharedUsage(from, "everywhere", now, together),
  };
}

/** What one member used, and the bonus images they have left. */
export async function memberUsage(
  from: Database,
  { guildId, userId, now, windowMs = WINDOWS.imagesPerMonth }: Omit<UsageWanted, "guild" | "together">,
): Promise<MemberUsage> {
  const jobs = from.selectFrom("jobs").where(inGuild(guildId)).where("user_id", "=", userId);
  const counting = jobs.where("state", "not in", FOR_NOTHING).select(["created_at", "images", "credits", "withheld"]);
  const recent = windowMs === 0 ? [] : await counting.where("created_at", ">", now - windowMs).execute();
  const last = await jobs.select(({ fn }) => fn.max("created_at").as("at")).executeTakeFirst();
  // Word for word as in 0018-under-way: a parameter would not find the index.
  const paidWithCredits = await counting.where(sql<SqlBool>`credits > 0`).execute();
  const given = await from
    .selectFrom("credits")
    .select("given")
    .where("guild_id", "=", guildId ?? "")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return {
    entries: recent.map((row) => ({ at: Number(row.created_at), ...partsOf(row) })),
    lastAdmittedAt: last?.at === null || last?.at === undefined ? null : Number(last.at),
    jobsUnderWay: await countUnderWay(jobs),
    credits: paidWithCredits.reduce((left, row) => left - partsOf(row).credits, given?.given ?? 0),
  };
}

/** What a job takes out of the quota and out of the credits; of what was withheld, credits come back first. */
function partsOf(row: { images: number; credits: number; withheld: number }): { images: number; credits: number } {
  const shown = Math.max(0, row.images - row.withheld);
  const credits = Math.min(shown, Math.max(0, row.credits - row.withheld));
  return { images: shown - credits, credits };
}

async function sharedUsage(
  from: Database,
  whose: { guildId: string | null } | "everywhere",
  now: number,
  wanted: SharedWanted,
): Promise<SharedUsage> {
  const jobs = from.selectFrom("jobs");
  const theirs = whose === "everywhere" ? jobs : jobs.where(inGuild(whose.guildId));
  const jobsUnderWay = wanted.jobs ? await countUnderWay(theirs) : 0;
  if (!wanted.money) return { jobsUnderWay, dayMicros: 0, monthMicros: 0 };
  const ledger = from
    .selectFrom("ledger")
    .select(({ fn }) => fn.sum("amount_micros").as("micros"))
    .where("state", "!=", "released");
  // What guilds pay with keys of their own is not the operator's.
  const ours = whose === "everywhere" ? ledger.where("payer", "is", null) : ledger.where(inGuild(whose.guildId));
  const since = async (start: number) => {
    const row = await ours.where("reserved_at", ">=", start).executeTakeFirst();
    return Number(row?.micros ?? 0);
  };
  return {
    jobsUnderWay,
    dayMicros: await since(periodOf("day", now).start),
    monthMicros: await since(periodOf("month", now).start),
  };
}

async function countUnderWay(jobs: SelectQueryBuilder<Schema, "jobs", object>): Promise<number> {
  const row = await jobs
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("told_at", "is", null)
    .where("state", "in", UNDER_WAY)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Direct messages have no guild. Two forms, because PostgreSQL finds no index for one that takes both. */
function inGuild(guildId: string | null) {
  const { eb } = expressionBuilder<{ place: { guild_id: string | null } }, "place">();
  return guildId === null ? eb("guild_id", "is", null) : eb("guild_id", "=", guildId);
}
