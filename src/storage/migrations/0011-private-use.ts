import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Results that their member asked to see alone, and use without a guild. */
export const privateUse: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("jobs")
      // 1 where the member asked for the reply to be ephemeral: then they may share it.
      .addColumn("privately", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await database.schema
      .alterTable("jobs")
      // 1 where only the interaction's token reaches the reply: we are not in the place ourselves.
      .addColumn("by_token_only", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    // When every file was in the archive; null for jobs from before it was noted.
    await database.schema.alterTable("jobs").addColumn("saved_at", "bigint").execute();
  },
};
