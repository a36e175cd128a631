import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { TextSearch } from "../text-search.ts";

/** Finding pictures again: favourites, views with their filters, indexes for pages, and the search in prompts. */
export function history(search: TextSearch): Migration {
  return {
    async up(database: Kysely<unknown>) {
      // When everything a person gave and got was emptied; the row stays for what it cost.
      await database.schema.alterTable("jobs").addColumn("forgotten_at", "bigint").execute();
      await createFavourites(database);
      await createViews(database);
      await createIndexes(database);
      await search.create(database);
    },
  };
}

async function createFavourites(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("favourites")
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("job_id", "text", (column) => column.notNull().references("jobs.id"))
    // Counts from 0, in the order of the job's files.
    .addColumn("picture", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("favourites_once", ["user_id", "job_id", "picture"])
    .execute();
  await sql`create index favourites_of_job on favourites (job_id)`.execute(database);
}

async function createViews(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("history_views")
    // In the custom ids of its buttons.
    .addColumn("id", "text", (column) => column.primaryKey())
    // The only one who may use them.
    .addColumn("user_id", "text", (column) => column.notNull())
    // JSON: src/history/view.ts.
    .addColumn("view", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await sql`create index history_views_by_age on history_views (created_at)`.execute(database);
  await database.schema
    .createTable("forgotten_people")
    // Who asked to be forgotten; their jobs count towards limits until the last period has passed.
    .addColumn("user_id", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}

/** The conditions are those of src/history/kept.ts, word for word: only then is a partial index used. */
async function createIndexes(database: Kysely<unknown>): Promise<void> {
  const kept = sql`files is not null and files <> '[]' and deleted_at is null and forgotten_at is null`;
  await sql`create index history_of_member on jobs (user_id, created_at, id) where ${kept}`.execute(database);
  await sql`create index history_of_guild on jobs (guild_id, created_at, id) where ${kept}`.execute(database);
  await sql`create index history_of_channel on jobs (channel_id, created_at, id) where ${kept}`.execute(database);
}
