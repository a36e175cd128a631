import { type Clock, sleep } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import type { NewJob } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import { toNewRow } from "./job-row.ts";

/** A job admitted is not run before its reply stands; after this time the process must have died in between. */
const ACKNOWLEDGE_GRACE_MS = 5_000;
/** Longer than PostgreSQL lets anybody hold up the others; then it is a connection that was lost without a word. */
const LINE_MS = 40_000;

/** What this process admits now, by database: PostgreSQL's few connections are not for waiting at the same row. */
const UNDER_WAY = new WeakMap<Database, Promise<unknown>>();

/** All of it in one transaction, one after the other, so that no two of them count at the same time. */
export function inTurn<T>(database: Database, clock: Clock, run: (transaction: Database) => Promise<T>): Promise<T> {
  const turn = inLine(UNDER_WAY.get(database), clock).then(() => inTransaction(database, run));
  UNDER_WAY.set(
    database,
    turn.catch(() => {}),
  );
  return turn;
}

async function inLine(before: Promise<unknown> | undefined, clock: Clock): Promise<void> {
  if (before === undefined) return;
  const over = new AbortController();
  await Promise.race([before.then(() => over.abort()), sleep(clock, LINE_MS, over.signal)]);
}

function inTransaction<T>(database: Database, run: (transaction: Database) => Promise<T>): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("admissions")
      .set(({ eb }) => ({ admitted: eb("admitted", "+", 1) }))
      .execute();
    return run(transaction);
  });
}

/** Writes a job down and reserves its price. @returns its 1-based place in our queue */
export async function insertJob(
  transaction: Database,
  job: NewJob,
  now: number,
  queue: JobQueue | null,
): Promise<number> {
  const open = await transaction
    .selectFrom("jobs")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("user_id", "=", job.origin.userId)
    .where("told_at", "is", null)
    .executeTakeFirstOrThrow();
  const row = toNewRow(job, Number(open.count), now, now + ACKNOWLEDGE_GRACE_MS);
  await transaction.insertInto("jobs").values(row).execute();
  await queue?.due(transaction, [row], ACKNOWLEDGE_GRACE_MS);
  await transaction
    .insertInto("ledger")
    .values({
      job_id: job.id,
      guild_id: job.origin.guildId,
      payer: job.payer,
      amount_micros: job.priceMicros,
      currency: "USD",
      state: "reserved",
      reserved_at: now,
      ended_at: null,
    })
    .execute();
  const ahead = await transaction
    .selectFrom("jobs")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("state", "=", "queued")
    .where("told_at", "is", null)
    .where("id", "!=", job.id)
    .where("priority", "<=", row.priority)
    .executeTakeFirstOrThrow();
  return Number(ahead.count) + 1;
}
