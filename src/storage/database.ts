import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { WalSync } from "./durable.ts";
import { firstTables } from "./migrations/0001-first-tables.ts";
import { policy } from "./migrations/0002-policy.ts";
import { reports } from "./migrations/0003-reports.ts";
import { history } from "./migrations/0004-history.ts";
import { ownKeys } from "./migrations/0005-own-keys.ts";
import { prompts } from "./migrations/0006-prompts.ts";
import { batches } from "./migrations/0007-batches.ts";
import { moderation } from "./migrations/0009-moderation.ts";
import { goingOn } from "./migrations/0010-going-on.ts";
import { privateUse } from "./migrations/0011-private-use.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite.ts";
import { sqliteTextSearch } from "./sqlite-text-search.ts";
import type { TextSearch } from "./text-search.ts";

export type Database = Kysely<Schema>;

/** Every change of the tables, in order; a landed one is never edited. */
const migrations = {
  "0001-first-tables": firstTables,
  "0002-policy": policy,
  "0003-reports": reports,
  "0004-history": history(sqliteTextSearch),
  "0005-own-keys": ownKeys,
  "0006-prompts": prompts,
  "0007-batches": batches,
  "0009-moderation": moderation,
  "0010-going-on": goingOn,
  "0011-private-use": privateUse,
};
/** How jobs are found by their words in the database that is opened here. */
export const textSearch: TextSearch = sqliteTextSearch;
export const MIGRATION_NAMES: readonly string[] = Object.keys(migrations);

const SYNCS = new WeakMap<Database, WalSync>();

/**
 * Resolves once everything that was committed survives a power cut. What must not be forgotten before somebody outside
 * acts on it (a promise to a member, a request that may be paid) waits for this. @throws when the disk refuses
 */
export async function durable(database: Database): Promise<void> {
  await SYNCS.get(database)?.synced();
}

/**
 * Opens the database file (or ":memory:") and brings its tables up to date.
 * @throws when the file cannot be opened or written, or a migration fails; nothing is half migrated then.
 */
export async function openDatabase(file: string): Promise<Database> {
  const sync = file === ":memory:" ? null : new WalSync(file);
  const database = new Kysely<Schema>({ dialect: sqliteDialect(file, () => void sync?.close()) });
  if (sync !== null) SYNCS.set(database, sync);
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw error;
  }
  return database;
}
