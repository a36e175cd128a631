import { sql } from "kysely";
import { type Clock, sleep } from "../../clock.ts";
import type { Database } from "../../storage/database.ts";
import { DATABASE_NOW, type DatabaseClock } from "./database-clock.ts";
import { type SharedQueue, TASK } from "./shared-queue.ts";

export type Role = "all" | "gateway" | "worker";

export interface PresenceOptions {
  readonly database: Database;
  readonly queue: SharedQueue;
  readonly clock: Clock;
  /** Set by every answer that tells the database's time. */
  readonly time?: DatabaseClock | undefined;
  readonly role: Role;
  readonly newName: () => string;
  /** Hears of processes whose work goes on elsewhere, of this one being taken for dead, and of a database that did not answer. */
  readonly tell: (what: "buried" | "taken for dead" | "unheard", facts: object) => void;
}

const BEAT_MS = 5_000;
/** A process that was silent for so long is dead, or shall be. */
const SILENT_MS = 15_000;
/** A beat that was not answered by then may hang on a connection that is no more: the next one takes another. */
const BEAT_LIMIT_MS = 5_000;

/** This process among those on the same database: it shows that it lives, and buries those that do not. */
export class Presence {
  readonly #options: PresenceOptions;
  #name: string;
  #queueName: string | null = null;
  #lastBeatAt = Number.NEGATIVE_INFINITY;
  #cancelBeat = () => {};
  #beating: Promise<void> = Promise.resolve();
  #left = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#name = options.newName();
  }

  /** In claims and turns. Another one after it was taken for dead: what it had in hand is in other hands then. */
  get name(): string {
    return this.#name;
  }

  /** From now on it is there, and may take jobs and turns. */
  async enter(): Promise<void> {
    await this.#register();
    this.#later();
  }

  /** Tells its name in the locks of the queue, for those who would have to undo them. */
  async takesEntriesAs(queueName: string): Promise<void> {
    this.#queueName = queueName;
    await this.beat();
  }

  /** Whether this is the one that does what one shall do for all: the first of those that run jobs. */
  async leads(): Promise<boolean> {
    const first = await this.#options.database
      .selectFrom("processes")
      .select("name")
      .where("role", "!=", "gateway")
      .orderBy(sql`name collate "C"`)
      .limit(1)
      .executeTakeFirst();
    return first?.name === this.#name;
  }

  /** Whether the others still take it for alive. */
  isHeard(): boolean {
    return this.#options.clock.now() - this.#lastBeatAt < SILENT_MS;
  }

  /** Gives everything back that it has in hand, for the others to go on with at once. */
  async leave(): Promise<void> {
    this.#left = true;
    this.#cancelBeat();
    await this.#beating;
    const { database, tell } = this.#options;
    const leaving = database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("processes").where("name", "=", this.#name).execute();
      await this.#release(transaction);
    });
    await leaving.catch((error) => tell("unheard", { err: error }));
  }

  /** Shows that it lives; then looks for those that do not, unless it was silent itself: then they may come back as it did. */
  async beat(): Promise<void> {
    const { database, clock, time, tell } = this.#options;
    const before = this.#name;
    const heardLately = clock.now() - this.#lastBeatAt < SILENT_MS - BEAT_MS;
    const askedAt = clock.now();
    const seen = await database
      .updateTable("processes")
      .set({ seen_at: DATABASE_NOW, queue_name: this.#queueName })
      .where("name", "=", before)
      .returning("seen_at")
      .executeTakeFirst();
    if (seen !== undefined) time?.set(Number(seen.seen_at), askedAt);
    // Not twice, where an earlier beat is answered only now.
    if (seen === undefined && this.#name === before) {
      this.#name = this.#options.newName();
      await this.#register();
      tell("taken for dead", { before, name: this.#name });
    }
    this.#lastBeatAt = clock.now();
    if (heardLately) await this.buryTheSilent();
  }

  /** Takes what silent processes had in hand out of it, and calls for someone to go on. */
  async buryTheSilent(): Promise<void> {
    const { database, tell } = this.#options;
    const buried = await database.transaction().execute(async (transaction) => {
      const dead = await transaction
        .deleteFrom("processes")
        .where("seen_at", "<", sql<number>`${DATABASE_NOW} - ${SILENT_MS}::bigint`)
        .returning(["name", "queue_name"])
        .execute();
      const locks = dead.flatMap(({ queue_name }) => queue_name ?? []);
      if (locks.length > 0)
        await sql`select graphile_worker.force_unlock_workers(${locks}::text[])`.execute(transaction);
      await this.#release(transaction);
      return dead;
    });
    if (buried.length > 0) tell("buried", { names: buried.map(({ name }) => name) });
  }

  /** Claims and turns of processes that are not there: also of any that came after they were buried. */
  async #release(transaction: Database): Promise<void> {
    const there = transaction.selectFrom("processes").select("name");
    await transaction.deleteFrom("message_turns").where("process", "not in", there).execute();
    const released = await transaction
      .updateTable("jobs")
      .set({ claimed_by: null })
      .where("told_at", "is", null)
      .where("claimed_by", "is not", null)
      .where("claimed_by", "not in", there)
      .returning(["id", "priority", "claimed_by"])
      .execute();
    await this.#options.queue.due(transaction, released, 0);
    // Entries that were replaced while someone had them in hand who died over it.
    await sql`select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where task_identifier = ${TASK} and attempts >= max_attempts and locked_at is null
    ))`.execute(transaction);
  }

  async #register(): Promise<void> {
    const row = { name: this.#name, role: this.#options.role, queue_name: this.#queueName, seen_at: DATABASE_NOW };
    const { database, clock, time } = this.#options;
    const askedAt = clock.now();
    const { seen_at } = await database
      .insertInto("processes")
      .values(row)
      .returning("seen_at")
      .executeTakeFirstOrThrow();
    this.#lastBeatAt = clock.now();
    time?.set(Number(seen_at), askedAt);
  }

  async #beatInTime(): Promise<void> {
    const answered = new AbortController();
    const late = sleep(this.#options.clock, BEAT_LIMIT_MS, answered.signal).then(() => {
      if (!answered.signal.aborted) throw new Error(`no answer in ${BEAT_LIMIT_MS} ms`);
    });
    await Promise.race([this.beat().finally(() => answered.abort()), late]);
  }

  #later(): void {
    const { clock, tell } = this.#options;
    this.#cancelBeat = clock.after(BEAT_MS, () => {
      this.#beating = this.#beatInTime()
        .catch((error) => tell("unheard", { err: error }))
        .finally(() => {
          if (!this.#left) this.#later();
        });
    });
  }
}
