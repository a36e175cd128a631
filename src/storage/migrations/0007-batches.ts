import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Several jobs that were asked for at once and share messages. */
export const batches: Migration = {
  async up(database: Kysely<unknown>) {
    await addPlaces(database);
    await database.schema
      .createTable("batches")
      // In the custom ids of its buttons; from the first preview on.
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull())
      // JSON: what would be made, src/jobs/batch-preview.ts; null once it was made.
      .addColumn("preview", "text")
      // Of the preview's message; null once it is of no use.
      .addColumn("interaction_token", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await sql`create index batches_of_person on batches (user_id)`.execute(database);
    await createPages(database);
  },
};

async function addPlaces(database: Kysely<unknown>): Promise<void> {
  // The batches.id that it belongs to; null for a job of its own.
  await database.schema.alterTable("jobs").addColumn("batch_id", "text").execute();
  // Which of the batch's messages shows it, from 0.
  await database.schema.alterTable("jobs").addColumn("batch_page", "integer").execute();
  // Its number in the batch, from 0; one that was tried again has the number of the one before it.
  await database.schema.alterTable("jobs").addColumn("batch_place", "integer").execute();
  await sql`create index jobs_of_batch on jobs (batch_id, batch_page) where batch_id is not null`.execute(database);
}

async function createPages(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("batch_pages")
    .addColumn("batch_id", "text", (column) => column.notNull())
    .addColumn("page", "integer", (column) => column.notNull())
    // Null until it stands.
    .addColumn("message_id", "text")
    // Of the last interaction whose answer or message it is; it edits it for 15 minutes from `token_at`.
    .addColumn("interaction_token", "text")
    .addColumn("token_at", "bigint")
    // JSON: the ends of jobs that the message shows, with its attachments, src/jobs/batch-page.ts.
    .addColumn("shown", "text", (column) => column.notNull().defaultTo("[]"))
    .addPrimaryKeyConstraint("batch_page_once", ["batch_id", "page"])
    .execute();
}
