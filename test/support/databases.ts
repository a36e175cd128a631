import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Database, type DatabaseSource, openDatabase } from "../../src/storage/database.ts";
import { type FreshPostgres, freshPostgres } from "./postgres.ts";

/** A new database of the test's own. Opened twice, it is the same to both, as it is to two processes. */
export interface TestDatabase {
  readonly kind: "sqlite" | "postgres";
  readonly source: DatabaseSource;
  open(): Promise<Database>;
}

/** The same test on SQLite and on PostgreSQL: what is stored must not depend on where. */
export function onBothDatabases(title: string, run: (t: TestContext, database: TestDatabase) => Promise<void>): void {
  test(`${title} (SQLite)`, async (t) => {
    const directory = await mkdtemp(join(tmpdir(), "easel-database-"));
    await run(
      t,
      opened(t, join(directory, "easel.db"), () => rm(directory, { recursive: true, force: true })),
    );
  });
  onPostgres(`${title} (PostgreSQL)`, run);
}

/** For what only several processes can do to each other. */
export function onPostgres(title: string, run: (t: TestContext, database: TestDatabase) => Promise<void>): void {
  test(title, async (t) => {
    const { url, drop } = await emptyTables();
    await run(t, opened(t, { url }, drop));
  });
}

function opened(t: TestContext, source: DatabaseSource, remove: () => Promise<void>): TestDatabase {
  const all: Database[] = [];
  t.after(async () => {
    for (const each of all) await each.destroy();
    await remove();
  });
  const open = async () => {
    const database = await openDatabase(source);
    all.push(database);
    return database;
  };
  return { kind: typeof source === "string" ? "sqlite" : "postgres", source, open };
}

/** A PostgreSQL database of one's own with every table, which goes with the process. */
export async function emptyTables(): Promise<FreshPostgres> {
  return freshPostgres(await tables());
}

let made: Promise<FreshPostgres> | null = null;

/** A database with every table, to copy: quicker than to make them again for every test. */
function tables(): Promise<FreshPostgres> {
  made ??= freshPostgres().then(async (empty) => {
    await (await openDatabase(empty)).destroy();
    return empty;
  });
  return made;
}
