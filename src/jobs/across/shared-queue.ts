import { type RawBuilder, sql } from "kysely";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../storage/database.ts";
import type { JobQueue, QueuedRow } from "../job-queue.ts";
import { mayAsk, rest } from "../relay-rests.ts";
import { DATABASE_NOW } from "./database-clock.ts";

/** The name of the only task: to look at a job. */
export const TASK = "job";
/** Tells whoever has a job in hand to look at it again. */
export const LOOK_CHANNEL = "easel_look";
/** For an advisory lock of PostgreSQL's: any number that nobody else in this database takes. */
const PLACES_LOCK = 3_950_127;
/** Waiting jobs that one freed place may call; each that finds room calls the next. */
const CALLED_AT_ONCE = 4;
/** The queue keeps priorities in 16 bits. */
const LOWEST_PRIORITY = 32_767;

/** A job that waits for a place at the relay. */
const WAITS = sql<boolean>`(told_at is null and state = 'queued' and claimed_by is null and cancel_requested_at is null)`;
const HAS_PLACE = sql<boolean>`(told_at is null and (state in ('submitting', 'submitted') or (state = 'queued' and claimed_by is not null and cancel_requested_at is null)))`;

/** Ids of jobs on graphile-worker's queue, which lies in the same database: an entry comes and goes with its job's row. */
export class SharedQueue implements JobQueue {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #places: number;

  /** `places` is how many of our requests the relay has at once, from all processes together. */
  constructor({ database, clock, places }: { database: Database; clock: Clock; places: number }) {
    this.#database = database;
    this.#clock = clock;
    this.#places = places;
  }

  async due(transaction: Database, jobs: readonly QueuedRow[], inMs: number): Promise<void> {
    // In one order everywhere, so that no two wait for each other.
    const sorted = jobs.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const free = sorted.filter((job) => job.claimed_by === null);
    const held = sorted.filter((job) => job.claimed_by !== null).map(({ id }) => id);
    if (held.length > 0)
      await sql`select pg_notify(${LOOK_CHANNEL}, id) from unnest(${held}::text[]) as held(id)`.execute(transaction);
    if (free.length === 0) return;
    const ids = free.map(({ id }) => id);
    const priorities = free.map(({ priority }) => Math.min(priority, LOWEST_PRIORITY));
    await addEntries(transaction, ids, priorities, Math.max(0, Math.ceil(inMs)));
  }

  async lockPlaces(transaction: Database): Promise<void> {
    await sql`select pg_advisory_xact_lock(${PLACES_LOCK})`.execute(transaction);
  }

  async placeFreed(transaction: Database): Promise<void> {
    await this.callNext(transaction, Math.min(await this.room(transaction), CALLED_AT_ONCE));
  }

  async rest(transaction: Database, payer: string | null, ms: number): Promise<void> {
    const leftMs = await rest(transaction, { payer, ms, now: DATABASE_NOW });
    await this.#callAfterRest(transaction, payer, leftMs);
  }

  /** Whoever is called first then calls the next. */
  async #callAfterRest(transaction: Database, payer: string | null, inMs: number): Promise<void> {
    const first = await transaction
      .selectFrom("jobs")
      .select(["id", "priority", "claimed_by"])
      .where(WAITS)
      .where("payer", "is not distinct from", payer)
      .where("run_at", "<=", this.#clock.now() + inMs)
      .orderBy("priority")
      .orderBy("created_at")
      .orderBy("id")
      .limit(1)
      .execute();
    await this.due(transaction, first, inMs);
  }

  /** How many requests more the relay may have. Only with the places locked. */
  async room(transaction: Database): Promise<number> {
    const taken = await transaction
      .selectFrom("jobs")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where(HAS_PLACE)
      .executeTakeFirstOrThrow();
    return this.#places - Number(taken.count);
  }

  /** The jobs that are to have the next places, in the order of the queue. */
  async next(transaction: Database, limit: number): Promise<QueuedRow[]> {
    return transaction
      .selectFrom("jobs")
      .select(["id", "priority", "claimed_by"])
      .where(WAITS)
      .where("run_at", "<=", this.#clock.now())
      .where(mayAsk(DATABASE_NOW))
      .orderBy("priority")
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit)
      .execute();
  }

  async callNext(transaction: Database, limit: number): Promise<void> {
    if (limit > 0) await this.due(transaction, await this.next(transaction, limit), 0);
  }

  /** Open jobs that nobody has in hand and no entry stands for: whatever went wrong, they are looked at again. */
  async callForgotten(): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await this.lockPlaces(transaction);
      const forgotten = await transaction
        .selectFrom("jobs")
        .select(["id", "priority", "claimed_by"])
        .where("told_at", "is", null)
        .where("claimed_by", "is", null)
        .where("run_at", "<=", this.#clock.now())
        .where(sql<boolean>`not ${WAITS}`)
        .where(HAS_NO_ENTRY)
        .execute();
      await this.due(transaction, forgotten, 0);
      await this.placeFreed(transaction);
    });
  }
}

/** One that is not on its way: an entry locked for so long belongs to nobody any more. */
const HAS_NO_ENTRY: RawBuilder<boolean> = sql`not exists (select from graphile_worker.jobs entry where entry.key = jobs.id and (entry.locked_at is null and entry.attempts < entry.max_attempts or entry.locked_at > now() - interval '1 minute'))`;

async function addEntries(
  transaction: Database,
  ids: readonly string[],
  priorities: readonly number[],
  inMs: number,
): Promise<void> {
  // By a delay, not by a moment: this machine's clock is not the database's.
  await sql`
    select graphile_worker.add_job(
      ${TASK}, json_build_object('id', id), run_at => clock_timestamp() + ${inMs}::bigint * interval '1 millisecond',
      max_attempts => 1, job_key => id, priority => priority)
    from unnest(${ids}::text[], ${priorities}::int[]) as entry(id, priority)`.execute(transaction);
}
