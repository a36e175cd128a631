import type { Clock } from "../clock.ts";
import { dropForgottenBatches } from "../jobs/batch-records.ts";
import type { Database } from "../storage/database.ts";
import type { JobRow } from "../storage/schema.ts";
import { KEPT } from "./kept.ts";
import { OWN_RECORDS, type PersonalRecords } from "./personal-records.ts";

/** How long a job counts for its member's limits (a month of 31 days), and so keeps their user id. */
export const COUNTED_DAYS = 31;
const DAY_MS = 86_400_000;
/** In the place of a user id that was forgotten. */
const NOBODY = "0";
/** Jobs that are emptied in one transaction. */
const CHUNK = 100;

/** All that a person gave and got. What stays says which model ran when and what it cost: budgets and bills need that. */
const EMPTIED = {
  input: "{}",
  locale: "en-US",
  interaction_token: null,
  message_id: null,
  inputs: null,
  request: null,
  result: null,
  files: null,
  failure: null,
  went_on_from: null,
  applied: null,
} as const satisfies Partial<JobRow>;

export interface ForgettingOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Removes a job's files; for one without any it does nothing. */
  readonly deleteFiles: (jobId: string) => Promise<void>;
  /** What other rooms store about people. */
  readonly records: readonly PersonalRecords[];
}

export interface PersonalFacts {
  readonly jobs: number;
  readonly withPictures: number;
  readonly favourites: number;
}

/** Ends what is stored: of some jobs, or of a person. Every part may be repeated after a crash. */
export class Forgetting {
  readonly #options: ForgettingOptions;

  constructor(options: ForgettingOptions) {
    this.#options = options;
  }

  async facts(userId: string): Promise<PersonalFacts> {
    const { database } = this.#options;
    const jobs = database
      .selectFrom("jobs")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("user_id", "=", userId);
    const all = await jobs.where("forgotten_at", "is", null).executeTakeFirstOrThrow();
    const pictured = await jobs.where(KEPT).executeTakeFirstOrThrow();
    const favourites = await database
      .selectFrom("favourites")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("user_id", "=", userId)
      .executeTakeFirstOrThrow();
    return {
      jobs: Number(all.count),
      withPictures: Number(pictured.count),
      favourites: Number(favourites.count),
    };
  }

  /** Everything about someone but the numbers of their jobs. @returns how many jobs that were */
  async forgetPerson(userId: string): Promise<number> {
    const { database, clock, records } = this.#options;
    let count = 0;
    for (;;) {
      const ids = await this.#endedJobs(userId);
      if (ids.length === 0) break;
      await this.forgetJobs(ids);
      count += ids.length;
    }
    await database.transaction().execute(async (transaction) => {
      for (const { forget } of [...OWN_RECORDS, ...records]) await forget(transaction, userId);
      const at = clock.now();
      await transaction
        .insertInto("forgotten_people")
        .values({ user_id: userId, at })
        .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ at }))
        .execute();
    });
    return count;
  }

  /** Empties jobs that have ended. Files go first: a row left over names them again, a file left over nobody would. */
  async forgetJobs(ids: readonly string[]): Promise<void> {
    const { database, clock, deleteFiles } = this.#options;
    for (const id of ids) await deleteFiles(id);
    await database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("favourites").where("job_id", "in", ids).execute();
      await transaction
        .updateTable("jobs")
        .set({ ...EMPTIED, forgotten_at: clock.now() })
        .where("id", "in", ids)
        .execute();
      await dropForgottenBatches(transaction, ids);
    });
  }

  /** Takes the user ids off the jobs of forgotten people that no limit counts any more. */
  async dropUserIds(): Promise<void> {
    const { database, clock } = this.#options;
    const over = clock.now() - COUNTED_DAYS * DAY_MS;
    const people = await database.selectFrom("forgotten_people").selectAll().where("at", "<=", over).execute();
    for (const { user_id, at } of people) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("jobs")
          .set({ user_id: NOBODY })
          .where("user_id", "=", user_id)
          .where("forgotten_at", "<=", at)
          .execute();
        await transaction.deleteFrom("forgotten_people").where("user_id", "=", user_id).execute();
      });
    }
  }

  async #endedJobs(userId: string): Promise<string[]> {
    const rows = await this.#options.database
      .selectFrom("jobs")
      .select("id")
      .where("user_id", "=", userId)
      .where("forgotten_at", "is", null)
      .where("told_at", "is not", null)
      .limit(CHUNK)
      .execute();
    return rows.map(({ id }) => id);
  }
}
