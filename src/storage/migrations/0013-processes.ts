import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What several processes on one database must know of each other. All times here are of the database's clock. */
export const processes: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("processes")
      // Also the name in the claims of jobs; a process that was taken for dead comes back under another.
      .addColumn("name", "text", (column) => column.primaryKey())
      // "all", "gateway" or "worker".
      .addColumn("role", "text", (column) => column.notNull())
      // Its name in the locks of the queue's entries; null: it takes none.
      .addColumn("queue_name", "text")
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("message_turns")
      // A job's id, or a batch's with its page: one message that one process edits now.
      .addColumn("message", "text", (column) => column.primaryKey())
      .addColumn("process", "text", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("relay_rests")
      // The relay key whose requests the relay wants no more of for a while; "" for the operator's.
      .addColumn("payer", "text", (column) => column.primaryKey())
      .addColumn("until", "bigint", (column) => column.notNull())
      .execute();
  },
};
