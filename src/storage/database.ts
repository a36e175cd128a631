import { Kysely, SqliteAdapter } from "kysely";
import { Migrator } from "kysely/migration";
import type { Pool } from "pg";
import { WalSync } from "./durable.ts";
import { migrationsWith } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite.ts";
import { sqliteTextSearch } from "./sqlite-text-search.ts";
import type { TextSearch } from "./text-search.ts";
import { UnusableDatabase } from "./unusable-database.ts";

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
    throw UnusableDatabase.fromTables(error) ?? error;
  }
  return database;
}

/** For the few statements that each of them wants in its own way; also of a transaction. */
export function dialectOf(database: Database): "sqlite" | "postgres" {
  return database.getExecutor().adapter instanceof SqliteAdapter ? "sqlite" : "postgres";
}

/** How jobs are found by their words. */
export function textSearchOf(database: Database): TextSearch {
  return openedOf(database).search;
}

/** The connections behind a PostgreSQL database, for those who bring their own statements. They end with the database. */
export function poolOf(database: Database): Pool {
  const opened = openedOf(database);
  if (opened.dialect === "sqlite") throw new TypeError("SQLite has no pool of connections");
  return opened.pool;
}

/**
 * Resolves once everything that was committed survives a power cut. What must not be forgotten before somebody outside
 * acts on it (a promise to a member, a request that may be paid) waits for this. PostgreSQL has waited for its disk
 * before it said that it committed (`synchronous_commit`): there it resolves at once. @throws when the disk refuses
 */
export async function durable(database: Database): Promise<void> {
  const opened = openedOf(database);
  if (opened.dialect === "sqlite") await opened.sync?.synced();
}

function openedOf(database: Database): Opened {
  const opened = OPENED.get(database);
  if (opened === undefined) throw new TypeError("not a database that was opened here");
  return opened;
}

function openSqlite(file: string): { database: Database; opened: Opened } {
  const sync = file === ":memory:" ? null : new WalSync(file);
  const database = new Kysely<Schema>({ dialect: sqliteDialect(file, () => void sync?.close()) });
  return { database, opened: { dialect: "sqlite", search: sqliteTextSearch, sync } };
}

/** Loaded only here: who has SQLite carries nothing of it. */
async function openPostgres(url: string): Promise<{ database: Database; opened: Opened }> {
  const { connectPostgres, postgresDialect } = await import("./postgres.ts");
  const { postgresTextSearch } = await import("./postgres-text-search.ts");
  const pool = await connectPostgres(url);
  const database = new Kysely<Schema>({ dialect: postgresDialect(pool) });
  return { database, opened: { dialect: "postgres", search: postgresTextSearch, pool } };
}
