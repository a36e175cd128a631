import type { UpdateQueryBuilder, UpdateResult } from "kysely";
import type { Clock } from "../clock.ts";
import { type Database, durable } from "../storage/database.ts";
import type { Schema } from "../storage/schema.ts";
import { insertJob, inTurn } from "./admit-jobs.ts";
import { deletePictures } from "./delete-pictures.ts";
import { claimDue, nextDueAt } from "./due-jobs.ts";
import type { Job, JobId, NewJob } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import { toJob } from "./job-row.ts";
import { CANCELABLE } from "./job-states.ts";
import { recordedBefore, recordVerdict } from "./record-verdict.ts";
import { generatedResult, relayRequest } from "./stored.ts";
import type { Verdict } from "./verdict.ts";

export interface RelayCall {
  readonly woke: boolean;
  /** How long ago its result was found by asking. */
  readonly lateMs: number;
}

/** Whether a stored request goes by this id, as far as both are known. */
function isAbout(request: string | null, requestId: string | null): boolean {
  return request === null || requestId === null || relayRequest.parse(JSON.parse(request)).requestId === requestId;
}

/** What is decided about a job in the transaction that would write it down. */
export type Ruling<Denied> = { readonly job: NewJob } | { readonly denied: Denied };
export type Admission<Denied> = AdmittedJob | { readonly denied: Denied };
export interface AdmittedJob {
  readonly job: NewJob;
  /** In our queue, 1-based. */
  readonly place: number;
}

/** The jobs, in the database. The row is the truth; whoever runs jobs only carries ids and looks here. */
export class JobStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #queue: JobQueue | null;
  #heard: (id: JobId) => void = () => {};

  /** Without a `queue` the jobs are run in this process, which finds out by itself what is due. */
  constructor(database: Database, clock: Clock, queue: JobQueue | null = null) {
    this.#database = database;
    this.#clock = clock;
    this.#queue = queue;
  }

  /** Whoever runs the jobs in this process hears of each that something was asked of, or told of. */
  onDue(heard: (id: JobId) => void): void {
    this.#heard = heard;
  }

  /**
   * Takes a job in and reserves its price, if it is ruled so: all in one transaction.
   * @returns the job with its 1-based place in our queue, or why there is none
   */
  async admit<Denied>(
    rule: (transaction: Database, now: number) => Promise<Ruling<Denied>>,
  ): Promise<Admission<Denied>> {
    const admission = await inTurn(this.#database, this.#clock, async (transaction) => {
      const now = this.#clock.now();
      const ruling = await rule(transaction, now);
      if ("denied" in ruling) return ruling;
      return { job: ruling.job, place: await insertJob(transaction, ruling.job, now, this.#queue) };
    });
    if (!("denied" in admission)) await durable(this.#database);
    return admission;
  }

  /** The same of several jobs: all of them, or none. */
  async admitAll<Denied>(
    rule: (transaction: Database, now: number) => Promise<{ readonly jobs: readonly NewJob[] } | { denied: Denied }>,
  ): Promise<{ readonly jobs: readonly AdmittedJob[] } | { readonly denied: Denied }> {
    const admission = await inTurn(this.#database, this.#clock, async (transaction) => {
      const now = this.#clock.now();
      const ruling = await rule(transaction, now);
      if ("denied" in ruling) return ruling;
      const jobs: AdmittedJob[] = [];
      for (const job of ruling.jobs) jobs.push({ job, place: await insertJob(transaction, job, now, this.#queue) });
      return { jobs };
    });
    if (!("denied" in admission)) await durable(this.#database);
    return admission;
  }

  /** The reply stands: the job may run now. */
  async acknowledged(id: JobId, messageId: string): Promise<void> {
    const change = { message_id: messageId, run_at: this.#clock.now() };
    await this.#nowDue(id, (database) => database.updateTable("jobs").set(change).where("id", "=", id));
  }

  /** Null for one whose content was forgotten, too: only its numbers are left. */
  async find(id: JobId): Promise<Job | null> {
    const row = await this.#database
      .selectFrom("jobs")
      .selectAll()
      .where("id", "=", id)
      .where("forgotten_at", "is", null)
      .executeTakeFirst();
    return row === undefined ? null : toJob(row);
  }

  /** Takes due jobs in hand for a runner; a queued one only while the relay has a free place for us, and takes requests. */
  claim(runner: string, limits: { queued: number; others: number }): Promise<Job[]> {
    return claimDue(this.#database, { runner, now: this.#clock.now(), ...limits });
  }

  /** A job that a runner has claimed, as it is now; null where its claim is gone, or the job is over. */
  async held(id: string, runner: string): Promise<Job | null> {
    const row = await this.#database
      .selectFrom("jobs")
      .selectAll()
      .where("id", "=", id)
      .where("claimed_by", "=", runner)
      .where("told_at", "is", null)
      .executeTakeFirst();
    return row === undefined ? null : toJob(row);
  }

  /** After a crash or a stop nobody holds a job any more. */
  async releaseClaims(): Promise<void> {
    await this.#database.updateTable("jobs").set({ claimed_by: null }).where("claimed_by", "is not", null).execute();
  }

  /**
   * Writes a verdict down and settles the ledger where the job ends. `release` lets the claim go; `by` is whose claim it
   * must still be.
   * @throws StaleJobError when the job has moved on since it was read
   */
  record(job: Job, verdict: Verdict, release: boolean, by: string | null = null): Promise<Job> {
    const terms = { database: this.#database, queue: this.#queue, now: this.#clock.now(), release, by };
    return recordVerdict(job, verdict, terms);
  }

  /** Of a verdict that was committed and reported as failed: the job as it left it. Null where it was not. */
  async recorded(job: Job, verdict: Verdict, by: string): Promise<Job | null> {
    return recordedBefore(this.#database, job, verdict, await this.held(job.id, by));
  }

  /** Asks for a cancel; the runner carries it out. @returns whether the job could still hear it. */
  async requestCancel(id: JobId): Promise<boolean> {
    const now = this.#clock.now();
    return this.#nowDue(id, (database) =>
      database
        .updateTable("jobs")
        .set({ cancel_requested_at: now, run_at: now })
        .where("id", "=", id)
        .where("state", "in", CANCELABLE),
    );
  }

  /** There is news of its request: it is due now. */
  async wake(id: JobId): Promise<void> {
    const change = { run_at: this.#clock.now() };
    await this.#nowDue(id, (database) =>
      database.updateTable("jobs").set(change).where("id", "=", id).where("state", "=", "submitted"),
    );
  }

  /**
   * The relay says that it is done with a request; the runner asks it what came of that, as ever. Heard once a job.
   * @returns null where no job waited for it, nor has just got its result
   */
  async relayCalled(id: string, requestId: string | null): Promise<RelayCall | null> {
    const now = this.#clock.now();
    const job = this.#database.selectFrom("jobs").where("id", "=", id).where("called_at", "is", null);
    const row = await job.select("request").executeTakeFirst();
    if (row === undefined || !isAbout(row.request, requestId)) return null;
    const change = (database: Database, columns: { called_at: number; run_at?: number }) =>
      database.updateTable("jobs").set(columns).where("id", "=", id).where("called_at", "is", null);
    const woke = await this.#nowDue(id as JobId, (database) =>
      // A request that has just left may be done before its submit is answered.
      change(database, { called_at: now, run_at: now }).where("state", "in", ["submitting", "submitted"]),
    );
    if (woke) return { woke, lateMs: 0 };
    const generatedAt = (await job.select("generated_at").executeTakeFirst())?.generated_at ?? null;
    if (generatedAt === null) return null;
    await change(this.#database, { called_at: now }).execute();
    return { woke, lateMs: now - Number(generatedAt) };
  }

  /** How many of these jobs the relay has not called about. */
  async countUncalled(ids: readonly JobId[]): Promise<number> {
    const query = this.#database.selectFrom("jobs").select(({ fn }) => fn.countAll<number>().as("count"));
    const row = await query.where("id", "in", ids).where("called_at", "is", null).executeTakeFirstOrThrow();
    return Number(row.count);
  }

  /** Changes jobs so that they are due, and says so where others may run them. @returns whether there was one */
  async #nowDue(
    id: JobId,
    change: (database: Database) => UpdateQueryBuilder<Schema, "jobs", "jobs", UpdateResult>,
  ): Promise<boolean> {
    const queue = this.#queue;
    if (queue === null) {
      const { numUpdatedRows } = await change(this.#database).executeTakeFirst();
      if (numUpdatedRows > 0n) this.#heard(id);
      return numUpdatedRows > 0n;
    }
    return this.#database.transaction().execute(async (transaction) => {
      const rows = await change(transaction).returning(["id", "priority", "claimed_by"]).execute();
      if (rows.length > 0) await queue.due(transaction, rows, 0);
      return rows.length > 0;
    });
  }

  /** Both, or neither: the pictures are no longer the job's, and `forgetFiles` has deleted them. */
  deletePictures(id: JobId, forgetFiles: () => Promise<void>): Promise<void> {
    return deletePictures(this.#database, { id, now: this.#clock.now() }, forgetFiles);
  }

  /** How many of our requests are at the relay, or may be. */
  async countAtRelay(): Promise<number> {
    const { count } = await this.#database
      .selectFrom("jobs")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("told_at", "is", null)
      .where("state", "in", ["submitting", "submitted"])
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** The jobs that wait in our own queue and that nobody has in hand, first to run first. */
  async waiting(limit: number): Promise<Job[]> {
    const rows = await this.#database
      .selectFrom("jobs")
      .selectAll()
      .where("told_at", "is", null)
      .where("state", "=", "queued")
      .where("claimed_by", "is", null)
      .orderBy("priority")
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(toJob);
  }

  /** When the next unclaimed job is due, or may be; null when there is none. Queued ones count only if asked for. */
  nextDue(includeQueued: boolean): Promise<number | null> {
    return nextDueAt(this.#database, this.#clock.now(), includeQueued);
  }

  /** What the last requests of a model took from start to result, in milliseconds; empty when it was never used. */
  async recentDurations(model: string, limit: number): Promise<number[]> {
    const rows = await this.#database
      .selectFrom("jobs")
      .select(["started_at", "submitted_at", "generated_at", "result"])
      .where("model", "=", model)
      .where("state", "=", "delivered")
      .orderBy("generated_at", "desc")
      .limit(limit)
      .execute();
    return rows.map((row) => {
      const seenMs = Number(row.generated_at) - Number(row.started_at ?? row.submitted_at);
      // Who asks rarely sees the start late: then the relay's own word is nearer.
      const told = generatedResult.safeParse(JSON.parse(row.result ?? "null"));
      return Math.max(seenMs, (told.data?.inferenceSeconds ?? 0) * 1000);
    });
  }
}
