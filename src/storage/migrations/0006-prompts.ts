import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What prompts are made of besides what someone types: presets, preferences, and what was typed before. */
export const prompts: Migration = {
  async up(database: Kysely<unknown>) {
    await createPresets(database);
    await createPreferences(database);
    // JSON: src/jobs/applied.ts. Null where a job's input is just what its options said.
    await database.schema.alterTable("jobs").addColumn("applied", "text").execute();
    // The condition is that of src/prompts/prompt-memory.ts, word for word: only then is a partial index used.
    await sql`create index prompts_of_member on jobs (user_id, created_at)
      where deleted_at is null and forgotten_at is null`.execute(database);
  },
};

async function createPresets(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("presets")
    // In custom ids: whoever knows it of a shared one may take a copy.
    .addColumn("id", "text", (column) => column.primaryKey())
    // "guild:<id>" or "user:<id>": who uses it.
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    // The name as it is compared: in small letters.
    .addColumn("name_key", "text", (column) => column.notNull())
    // The words around a prompt; "{prompt}" stands for it.
    .addColumn("words", "text", (column) => column.notNull())
    .addColumn("negative", "text", (column) => column.notNull())
    // As suffixes: "--ar 16:9 --steps 30".
    .addColumn("settings", "text", (column) => column.notNull())
    // Null once they were forgotten.
    .addColumn("made_by", "text")
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    // When its owner posted it for others to take; null where nobody else may.
    .addColumn("shared_at", "bigint")
    .addUniqueConstraint("one_preset_of_a_name", ["scope", "name_key"])
    .execute();
}

async function createPreferences(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("preferences")
    .addColumn("user_id", "text", (column) => column.notNull())
    // The model's endpoint id.
    .addColumn("model", "text", (column) => column.notNull())
    // As suffixes: "--size square_hd --steps 30 --private".
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("preferences_once", ["user_id", "model"])
    .execute();
}
