import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Going on from pictures. */
export const goingOn: Migration = {
  async up(database: Kysely<unknown>) {
    // JSON: the message a job went on from, src/jobs/stored.ts; null where it began anew.
    await database.schema.alterTable("jobs").addColumn("went_on_from", "text").execute();
    await database.schema
      .createTable("given_pictures")
      // In the custom ids of the buttons that go on from it.
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull())
      // JSON: src/jobs/given-picture-store.ts.
      .addColumn("picture", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .execute();
    await sql`create index given_pictures_by_age on given_pictures (at)`.execute(database);
    await sql`create index given_pictures_of_person on given_pictures (user_id)`.execute(database);
  },
};
