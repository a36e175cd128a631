import { sql } from "kysely";
import { type Database, dialectOf } from "./database.ts";

/**
 * A transaction that reads first and writes what follows from it, one after the other of those with the same name.
 * SQLite has one transaction at a time anyway; PostgreSQL's see each other's changes only once they are committed.
 */
export function oneAtATime<T>(
  database: Database,
  name: string,
  run: (transaction: Database) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    if (dialectOf(transaction) === "postgres")
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
    return run(transaction);
  });
}
