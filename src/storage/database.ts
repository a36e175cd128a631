import { type Dialect, Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Pool } from "pg";
import { WalSync } from "./durable.ts";
import { migrationsWith } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite.ts";
import { sqliteTextSearch } from "./sqlite-text-search.ts";
import type { TextSearch } from "./text-search.ts";

export type Database = Kysely<Schema>;

/** A file of SQLite's (or ":memory:"), or the address of a PostgreSQL database, which holds a password. */
export type DatabaseSource = string | { readonly url: string };

/** What differs between the two. */
type Opened =
  | { readonly dialect: "sqlite"; readonly search: TextSearch; readonly sync: WalSync | null }
  | { readonly dialect: "postgres"; readonly search: TextSearch; readonly pool: Pool };

const OPENED = new WeakMap<Database, Opened>();

/**
 * Opens the database and brings its tables up to date; of several processes that do so at once, one after the other.
 * @throws when it cannot be opened or written, or a migration fails; nothing is half migrated then.
 */
export async function openDatabase(source: DatabaseSource): Promise<Database> {
  const { database, opened } = await (typeof source === "string" ? openSqlite(source) : openPostgres(source.url));
  OPENED.set(database, opened);
  const migrations = migrationsWith(opened.search);
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw error;
  }
  return database;
}
