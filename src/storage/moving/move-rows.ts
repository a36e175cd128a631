import { sql } from "kysely";
import type { Database } from "../database.ts";
import { type MovedRow, Source, type SourceTable } from "./source-tables.ts";
import { TableSum } from "./table-sum.ts";

export interface TableMoved {
  readonly table: string;
  readonly rows: number;
  /** Of the content, the same on both sides. */
  readonly hash: string;
}

export type MoveOutcome =
  /** "there": the same rows stood there already, and nothing was written. */
  | { readonly ok: true; readonly kind: "moved" | "there" }
  /** "other_rows": the table holds something else, so nothing was written. */
  | { readonly ok: false; readonly kind: "other_rows" | "differs" | "no_such_table"; readonly table: string };

/** PostgreSQL takes 65,535 values in one statement. */
const MOST_VALUES = 20_000;
const READ_AT_ONCE = 1_000;
/** What the migrations themselves put in. */
const AT_FIRST = '[{"id":1,"admitted":0}]';

/**
 * Copies all rows of a SQLite file into a PostgreSQL database with the same tables, and reads them back to compare: all
 * of it in one transaction. Ended at any moment, it leaves nothing behind, and may begin again.
 */
export async function moveRows(
  file: string,
  database: Database,
  told: (table: TableMoved) => void,
): Promise<MoveOutcome> {
  const source = new Source(file);
  try {
    const tables = source.tables();
    return await database.transaction().execute(async (transaction) => {
      const missing = await missingTable(transaction, tables);
      if (missing !== null) return { ok: false, kind: "no_such_table", table: missing };
      // A large table is read and summed up on this side for longer than others may keep a transaction open.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
      // Whoever starts on it meanwhile waits until everything is there.
      await sql`lock table ${sql.join(tables.map(({ name }) => sql.table(name)))} in access exclusive mode`.execute(
        transaction,
      );
      const filled = await filledTable(transaction, tables);
      if (filled === null) await copyAll(source, tables, transaction);
      for (const table of tables) {
        const there = await sumOf(rowsThere(transaction, table));
        if (!there.equals(await sumOf(source.rows(table)))) {
          if (filled === null) throw new Differing(table.name);
          return { ok: false, kind: "other_rows", table: table.name };
        }
        told({ table: table.name, rows: there.rows, hash: there.hash });
      }
      return { ok: true, kind: filled === null ? "moved" : "there" };
    });
  } catch (error) {
    // Thrown so that what was written is taken back.
    if (error instanceof Differing) return { ok: false, kind: "differs", table: error.table };
    throw error;
  } finally {
    source.close();
  }
}

class Differing extends Error {
  readonly table: string;

  constructor(table: string) {
    super(`what was written into ${table} is not what was read`);
    this.table = table;
  }
}

async function missingTable(transaction: Database, tables: readonly SourceTable[]): Promise<string | null> {
  const there = new Set((await transaction.introspection.getTables()).map(({ name }) => name));
  return tables.find(({ name }) => !there.has(name))?.name ?? null;
}

/** One that holds more than it did when it was made. */
async function filledTable(transaction: Database, tables: readonly SourceTable[]): Promise<string | null> {
  for (const { name } of tables) {
    const { rows } = await sql<object>`select * from ${sql.table(name)} limit 2`.execute(transaction);
    if (rows.length > 0 && !(name === "admissions" && JSON.stringify(rows) === AT_FIRST)) return name;
  }
  return null;
}

async function copyAll(source: Source, tables: readonly SourceTable[], transaction: Database): Promise<void> {
  for (const table of tables) {
    await sql`delete from ${sql.table(table.name)}`.execute(transaction);
    const most = Math.floor(MOST_VALUES / table.columns.length);
    let rows: MovedRow[] = [];
    for (const row of source.rows(table)) {
      rows.push(row);
      if (rows.length < most) continue;
      await insert(table, rows, transaction);
      rows = [];
    }
    if (rows.length > 0) await insert(table, rows, transaction);
  }
}

async function insert({ name, columns }: SourceTable, rows: readonly MovedRow[], transaction: Database): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => sql.val(row[column.name])))})`);
  const into = sql.join(columns.map((column) => sql.ref(column.name)));
  await sql`insert into ${sql.table(name)} (${into}) values ${sql.join(values)}`.execute(transaction);
}

async function* rowsThere(transaction: Database, { name }: SourceTable): AsyncGenerator<MovedRow> {
  await sql`declare moved_rows no scroll cursor for select * from ${sql.table(name)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<MovedRow>`fetch ${sql.lit(READ_AT_ONCE)} from moved_rows`.execute(transaction);
    yield* rows;
    if (rows.length < READ_AT_ONCE) break;
  }
  await sql`close moved_rows`.execute(transaction);
}

async function sumOf(rows: Iterable<MovedRow> | AsyncIterable<MovedRow>): Promise<TableSum> {
  const sum = new TableSum();
  for await (const row of rows) sum.add(row);
  return sum;
}
