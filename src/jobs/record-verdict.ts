import { sql } from "kysely";
import { type Database, durable } from "../storage/database.ts";
import type { JobRow } from "../storage/schema.ts";
import type { Job } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import { toJob } from "./job-row.ts";
import { moment, rest } from "./relay-rests.ts";
import { changesOf, ledgerEnd } from "./transitions.ts";
import type { Verdict } from "./verdict.ts";

/** A verdict came too late: the job is in another state, or in other hands, by now. */
export class StaleJobError extends Error {}

export interface RecordTerms {
  readonly database: Database;
  readonly queue: JobQueue | null;
  readonly now: number;
  /** Lets the claim go. */
  readonly release: boolean;
  /** Whose claim it must still be; null: nobody's in particular. */
  readonly by: string | null;
}

/**
 * Writes a verdict down and settles the ledger where the job ends.
 * @throws StaleJobError when the job has moved on since it was read
 */
export async function recordVerdict(job: Job, verdict: Verdict, terms: RecordTerms): Promise<Job> {
  const { database, queue, now, release } = terms;
  const ledger = ledgerEnd(verdict);
  const restMs = verdict.type === "requeued" ? verdict.restMs : undefined;
  const frees = queue !== null && freesPlace(job, verdict, release);
  if (ledger === null && restMs === undefined && (queue === null || !(release || frees))) {
    const row = await update(database, job, verdict, terms);
    // The request leaves next, or its id exists nowhere else: anything later can be found out again.
    if (verdict.type === "submitting" || verdict.type === "submitted") await durable(database);
    return toJob(row);
  }
  return database.transaction().execute(async (transaction) => {
    if (frees) await queue?.lockPlaces(transaction);
    if (ledger !== null) {
      const end = { state: ledger, ended_at: now };
      await transaction.updateTable("ledger").set(end).where("job_id", "=", job.id).execute();
    }
    const row = await update(transaction, job, verdict, terms);
    if (restMs !== undefined) await letRest(transaction, row.payer, restMs, terms);
    if (queue !== null) await tell(queue, transaction, row, terms, frees);
    return toJob(row);
  });
}

/**
 * Whether a job stands as a verdict leaves it, though writing that down seemed to fail. @returns the job, or null
 * @throws when it may still not survive a power cut
 */
export async function recordedBefore(database: Database, job: Job, verdict: Verdict, now: Job | null) {
  const { state } = changesOf(job, verdict, 0);
  if (now === null || now.state !== state) return null;
  await durable(database);
  return now;
}

async function update(database: Database, job: Job, verdict: Verdict, { now, release, by }: RecordTerms) {
  const { run_at: planned, ...changes } = changesOf(job, verdict, now);
  const row = await database
    .updateTable("jobs")
    .set({
      ...changes,
      ...(planned === undefined ? {} : { run_at: dueAt(job, planned, now) }),
      ...(release ? { claimed_by: null } : {}),
    })
    .where("id", "=", job.id)
    // Whoever else moved it on meanwhile wins: so no job can be submitted by two.
    .where("state", "=", job.state)
    .$if(by !== null, (query) => query.where("claimed_by", "=", by))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new StaleJobError(`job ${job.id} is no longer ${job.state}, or in other hands`);
  return row;
}

/** Several processes rest by the database's clock. */
async function letRest(transaction: Database, payer: string | null, ms: number, { queue, now }: RecordTerms) {
  if (queue !== null) await queue.rest(transaction, payer, ms);
  else await rest(transaction, { payer, ms, now: moment(now) });
}

async function tell(
  queue: JobQueue,
  transaction: Database,
  row: JobRow,
  { now, release }: RecordTerms,
  frees: boolean,
): Promise<void> {
  if (release && row.told_at === null) await queue.due(transaction, [row], Number(row.run_at) - now);
  if (frees) await queue.placeFreed(transaction);
}

/** Whether a job that had a place at the relay, or was about to take one, has none any more. */
function freesPlace(job: Job, { type }: Verdict, release: boolean): boolean {
  if (job.state === "queued") return type === "stopped" || (type === "again" && release);
  if (job.state === "submitting") return type !== "submitted";
  return job.state === "submitted" && (type === "generated" || type === "stopped");
}

/** When a job is next looked at: at once if something was asked of it, or told of it, while a step had it in hand and could not see it. */
function dueAt(job: Job, planned: number, now: number) {
  const seen = sql<boolean>`cancel_requested_at is not distinct from ${job.cancelRequestedAt} and called_at is not distinct from ${job.calledAt ?? null}`;
  return sql<number>`case when ${seen} then ${moment(planned)} else ${moment(now)} end`;
}
