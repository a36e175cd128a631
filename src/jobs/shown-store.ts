import type { Database } from "../storage/database.ts";
import type { JobId, Terms } from "./job.ts";

/** To whom a finished job is shown, after its delivery. */
export class ShownStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everyone shall see from now on what its member asked to see alone. @returns false where it was so already */
  async openly(id: JobId): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable("jobs")
      .set({ ephemeral: 0, privately: 0 })
      .where("id", "=", id)
      .where("privately", "=", 1)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** It stands openly in a message now, which is the job's from then on. */
  async standsIn(id: JobId, messageId: string, flaggedResults: Terms["flaggedResults"]): Promise<void> {
    await this.#database
      .updateTable("jobs")
      .set({ message_id: messageId, flagged_results: flaggedResults })
      .where("id", "=", id)
      .execute();
  }

  /** Nobody else came to see it: it is its member's alone again, in the message it was in. */
  async asBefore(id: JobId): Promise<void> {
    await this.#database.updateTable("jobs").set({ ephemeral: 1, privately: 1 }).where("id", "=", id).execute();
  }

  /** Its member alone shall see it from now on; its message is gone. @returns false where it was so already */
  async privately(id: JobId): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable("jobs")
      .set({ ephemeral: 1, privately: 1, message_id: null })
      .where("id", "=", id)
      .where("ephemeral", "=", 0)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
