import type { Database } from "../storage/database.ts";
import type { JobId } from "./job.ts";

/** To whom a finished job is shown, after its delivery. */
export class ShownStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** It stands openly in a message now, which is the job's from then on. */
  async openly(id: JobId, messageId: string): Promise<void> {
    await this.#database
      .updateTable("jobs")
      .set({ ephemeral: 0, privately: 0, message_id: messageId })
      .where("id", "=", id)
      .execute();
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
