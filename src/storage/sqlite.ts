import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import { defineSearchFunctions } from "./sqlite-text-search.ts";

/**
 * How long a statement waits for another process that holds the file, in milliseconds. The whole program stands still
 * meanwhile: several that wait one after the other must leave time to refuse an interaction within three seconds.
 */
const BUSY_TIMEOUT_MS = 500;
/** To prepare a statement takes longer than to run it. Some come in ever new words (lists of ids): all begin anew then. */
const MOST_PREPARED = 500;

/** Kysely's SQLite dialect on the database that comes with Node. `closed` is called when it is. */
export function sqliteDialect(file: string, closed = () => {}): SqliteDialect {
  return new TransactionalSqliteDialect({ database: async () => openSqlite(file, closed) });
}

/** SQLite rolls schema changes back like any other; Kysely's adapter does not count on it, a `kill -9` in a migration does. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openSqlite(file: string, closed: () => void): SqliteDatabase {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  // NORMAL: a crash of the program loses nothing; what must outlive a power cut waits for the disk (durable.ts).
  database.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;");
  defineSearchFunctions(database);
  const prepared = new Map<string, SqliteStatement>();
  return {
    close() {
      database.close();
      closed();
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = prepareAnew(database, sql);
      if (prepared.size >= MOST_PREPARED) prepared.clear();
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function prepareAnew(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toSqlite)),
    run: (parameters) => statement.run(...parameters.map(toSqlite)),
    // One of its own: rows are still being read from it while others use the same words.
    iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(toSqlite)),
  };
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return value;
  throw new TypeError(`SQLite cannot store a ${typeof value}`);
}
