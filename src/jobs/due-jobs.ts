import { type RawBuilder, sql } from "kysely";
import type { Database } from "../storage/database.ts";
import type { Job } from "./job.ts";
import { toJob } from "./job-row.ts";
import { mayAsk, moment } from "./relay-rests.ts";

/** A job whose next step wants a place at the relay; one that was cancelled while it waited here does not. */
const STARTS = sql<boolean>`(state = 'queued' and cancel_requested_at is null)`;
const GOES_ON = sql<boolean>`(state <> 'queued' or cancel_requested_at is not null)`;

/** Takes due jobs in hand; those that want a place at the relay only where it takes requests. */
export async function claimDue(
  database: Database,
  { runner, now, queued, others }: { runner: string; now: number; queued: number; others: number },
): Promise<Job[]> {
  const startable = sql<boolean>`${STARTS} and ${mayAsk(moment(now))}`;
  const starting = queued > 0 ? await claim(database, { runner, now, which: startable, limit: queued }) : [];
  const goingOn = others > 0 ? await claim(database, { runner, now, which: GOES_ON, limit: others }) : [];
  return [...goingOn, ...starting];
}

/** When the next unclaimed job is due, or may be; null when there is none. Queued ones count only if asked for. */
export async function nextDueAt(database: Database, now: number, includeQueued: boolean): Promise<number | null> {
  const query = database
    .selectFrom("jobs")
    .select(({ fn }) => fn.min("run_at").as("at"))
    .where("told_at", "is", null)
    .where("claimed_by", "is", null);
  if (!includeQueued) return numberOf((await query.where(GOES_ON).executeTakeFirst())?.at);
  const { at, rested } = await query
    .where(sql<boolean>`(${GOES_ON} or ${mayAsk(moment(now))})`)
    // Those that wait for their relay may be due then.
    .select(sql<number | null>`(select min(until) from relay_rests where until > ${moment(now)})`.as("rested"))
    .executeTakeFirstOrThrow();
  const times = [numberOf(at), numberOf(rested)].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

async function claim(
  database: Database,
  { runner, now, which, limit }: { runner: string; now: number; which: RawBuilder<boolean>; limit: number },
): Promise<Job[]> {
  const rows = await database
    .updateTable("jobs")
    .set({ claimed_by: runner })
    .where("id", "in", (from) =>
      from
        .selectFrom("jobs")
        .select("id")
        .where("told_at", "is", null)
        .where("claimed_by", "is", null)
        // Not by the index of what is due when: the order is what would cost.
        .where(sql<number>`run_at + 0`, "<=", now)
        .where(which)
        .orderBy("priority")
        .orderBy("created_at")
        .orderBy("id")
        .limit(limit),
    )
    // Another runner may have been faster: PostgreSQL looks at this again once it had to wait, not at the list above.
    .where("claimed_by", "is", null)
    .returningAll()
    .execute();
  return rows.map(toJob);
}

/** PostgreSQL's big integers come as texts. */
function numberOf(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
