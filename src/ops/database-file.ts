import type { DatabaseSync } from "node:sqlite";

/** What SQLite's own check says is wrong, in its words; empty for a whole database. */
export function faultsOf(database: DatabaseSync): string[] {
  const lines = database.prepare("pragma integrity_check(5)").all();
  return lines.map((line) => String(line["integrity_check"])).filter((line) => line !== "ok");
}

/** The changes of the tables that were made in this file, oldest first. */
export function migrationsOf(database: DatabaseSync): string[] {
  const table = database.prepare("select 1 from sqlite_schema where name = 'kysely_migration'").get();
  if (table === undefined) return [];
  const rows = database.prepare("select name from kysely_migration order by name").all();
  return rows.map(({ name }) => String(name));
}
