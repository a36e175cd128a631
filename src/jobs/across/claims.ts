import type { Clock } from "../../clock.ts";
import type { Database } from "../../storage/database.ts";
import type { Job } from "../job.ts";
import { toJob } from "../job-row.ts";
import type { SharedQueue } from "./shared-queue.ts";

/** For another process to be faster, where this one does not know yet that it was taken for dead. */
const TAKEN_FOR_DEAD_MS = 200;

/** Takes jobs in hand for one of several processes. */
export class Claims {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #queue: SharedQueue;

  constructor({ database, clock, queue }: { database: Database; clock: Clock; queue: SharedQueue }) {
    this.#database = database;
    this.#clock = clock;
    this.#queue = queue;
  }

  /**
   * Takes the job that an entry of the queue names; where it waits for a place at the relay, the one whose turn is next.
   * Null where there is nothing to do: the job is in other hands, not due yet, or has no place.
   */
  take(id: string, by: string): Promise<Job | null> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("jobs")
        .select(["id", "priority", "state", "run_at", "claimed_by", "cancel_requested_at", "told_at"])
        .select(({ exists, selectFrom }) =>
          exists(selectFrom("processes").select("name").where("name", "=", by)).as("is_there"),
        )
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined || row.told_at !== null || row.claimed_by !== null) return null;
      const early = Number(row.run_at) - this.#clock.now();
      if (early > 0 || !row.is_there) {
        await this.#queue.due(transaction, [row], row.is_there ? early : TAKEN_FOR_DEAD_MS);
        return null;
      }
      if (row.state === "queued" && row.cancel_requested_at === null) return this.#takeNext(transaction, by);
      return this.#claim(transaction, id, by);
    });
  }

  /** The ids of all that are in these hands, by their rows. */
  async heldBy(by: string): Promise<string[]> {
    const rows = await this.#database
      .selectFrom("jobs")
      .select("id")
      .where("claimed_by", "=", by)
      .where("told_at", "is", null)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Lets a job go, for others to go on with at once. */
  async giveBack(id: string, by: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const released = await transaction
        .updateTable("jobs")
        .set({ claimed_by: null })
        .where("id", "=", id)
        .where("claimed_by", "=", by)
        .where("told_at", "is", null)
        .returning(["id", "priority", "claimed_by"])
        .execute();
      await this.#queue.due(transaction, released, 0);
    });
  }

  /** For an entry that could not be heard now. */
  async callAgain(id: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom("jobs")
        .select(["id", "priority", "claimed_by"])
        .where("id", "=", id)
        .where("told_at", "is", null)
        .where("claimed_by", "is", null)
        .execute();
      await this.#queue.due(transaction, rows, 0);
    });
  }

  async #takeNext(transaction: Database, by: string): Promise<Job | null> {
    await this.#queue.lockPlaces(transaction);
    const room = await this.#queue.room(transaction);
    if (room <= 0) return null;
    const [next] = await this.#queue.next(transaction, 1);
    if (next === undefined) return null;
    const job = await this.#claim(transaction, next.id, by);
    // The one that follows may have come while there was no room.
    if (room > 1) await this.#queue.callNext(transaction, 1);
    return job;
  }

  async #claim(transaction: Database, id: string, by: string): Promise<Job | null> {
    const row = await transaction
      .updateTable("jobs")
      .set({ claimed_by: by })
      .where("id", "=", id)
      .where("claimed_by", "is", null)
      .where("told_at", "is", null)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : toJob(row);
  }
}
