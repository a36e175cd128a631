import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What the operator was told to look after, so that neither a restart nor another process tells it again. */
export const alerts: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("alerts")
      // What it is about: "relay", or "disk" with a machine's name.
      .addColumn("key", "text", (column) => column.primaryKey())
      // Figures for the sentence, as JSON.
      .addColumn("facts", "text", (column) => column.notNull())
      .addColumn("opened_at", "bigint", (column) => column.notNull())
      // When a process last found it so.
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      // Null while it goes on.
      .addColumn("solved_at", "bigint")
      // What the message says: open or solved. Null before it is posted.
      .addColumn("shown", "text")
      // The message; null where none was posted.
      .addColumn("channel_id", "text")
      .addColumn("message_id", "text")
      // Until then a process is about to show it.
      .addColumn("showing_until", "bigint", (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
