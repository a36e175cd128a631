import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What Discord was told, what is being answered, and the operator's texts: the same for every process. */
export const knownAlike: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("told_commands")
      .addColumn("application_id", "text", (column) => column.notNull())
      // A guild's id; "" for everywhere.
      .addColumn("scope", "text", (column) => column.notNull())
      // Of the commands as they were sent.
      .addColumn("hash", "text", (column) => column.notNull())
      // Of the ids and versions that Discord answered: another one there means that somebody else told it something.
      .addColumn("answered", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("told_commands_pk", ["application_id", "scope"])
      .execute();
    await database.schema
      .createTable("taken_interactions")
      // By one of several processes that got it; kept for an hour, Discord itself forgets it after three seconds.
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("taken_at", "bigint", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("folder_texts")
      .addColumn("folder", "text", (column) => column.notNull())
      // As a file would be called.
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("text", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("folder_texts_pk", ["folder", "name"])
      .execute();
    await database.schema
      .createTable("folder_versions")
      .addColumn("folder", "text", (column) => column.primaryKey())
      // One more with every change in the folder: who looks on sees it by this alone.
      .addColumn("version", "bigint", (column) => column.notNull())
      .execute();
  },
};
