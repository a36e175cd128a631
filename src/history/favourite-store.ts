import type { Clock } from "../clock.ts";
import type { JobId } from "../jobs/job.ts";
import type { Database } from "../storage/database.ts";

/** The pictures that people marked as their favourites. What someone marked, retention keeps. */
export class FavouriteStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** `picture` counts from 0, in the order of the job's files. */
  async add(userId: string, jobId: JobId, picture: number): Promise<void> {
    await this.#database
      .insertInto("favourites")
      .values({ user_id: userId, job_id: jobId, picture, at: this.#clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** One picture of a job, or all of them. */
  async remove(userId: string, jobId: JobId, picture?: number): Promise<void> {
    await this.#database
      .deleteFrom("favourites")
      .where("user_id", "=", userId)
      .where("job_id", "=", jobId)
      .$if(picture !== undefined, (query) => query.where("picture", "=", picture ?? 0))
      .execute();
  }

  /** Which pictures of a job are someone's favourites, in order. */
  async of(userId: string, jobId: JobId): Promise<number[]> {
    const rows = await this.#database
      .selectFrom("favourites")
      .select("picture")
      .where("user_id", "=", userId)
      .where("job_id", "=", jobId)
      .orderBy("picture")
      .execute();
    return rows.map(({ picture }) => picture);
  }
}
