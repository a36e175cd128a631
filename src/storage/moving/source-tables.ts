import { DatabaseSync } from "node:sqlite";

export interface SourceTable {
  readonly name: string;
  readonly columns: readonly SourceColumn[];
}

interface SourceColumn {
  readonly name: string;
  /** SQLite would keep a fraction or a text in it, PostgreSQL would not. */
  readonly isInteger: boolean;
}

/** A row as PostgreSQL takes it: the values of all columns, by name. */
export type MovedRow = Readonly<Record<string, string | number | null>>;

/** Made by Kysely, by SQLite, or by the search: the other side makes its own. */
const NOT_MOVED = /^(kysely_|sqlite_|job_words|job_texts)/;

/** The rows of an installation on SQLite, read as they stand. Nobody may write meanwhile. */
export class Source {
  readonly #database: DatabaseSync;

  /** @throws when the file cannot be read */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
  }

  /** What others refer to comes before those. */
  tables(): SourceTable[] {
    const found = this.#database.prepare("select name from sqlite_schema where type = 'table' order by name").all();
    const names = found.map(({ name }) => String(name)).filter((name) => !NOT_MOVED.test(name));
    const sorted: string[] = [];
    while (sorted.length < names.length) {
      const next = names.find(
        (name) => !sorted.includes(name) && this.#refersTo(name).every((to) => to === name || sorted.includes(to)),
      );
      if (next === undefined) throw new Error(`tables that refer to each other: ${names}`);
      sorted.push(next);
    }
    return sorted.map((name) => ({ name, columns: this.#columns(name) }));
  }

  *rows(table: SourceTable): Generator<MovedRow> {
    for (const row of this.#database.prepare(`select * from "${table.name}"`).iterate()) {
      yield Object.fromEntries(table.columns.map(({ name, isInteger }) => [name, moved(row[name] ?? null, isInteger)]));
    }
  }

  close(): void {
    this.#database.close();
  }

  #refersTo(name: string): string[] {
    return this.#database
      .prepare(`pragma foreign_key_list("${name}")`)
      .all()
      .map(({ table }) => String(table));
  }

  #columns(name: string): SourceColumn[] {
    const columns = this.#database.prepare(`pragma table_info("${name}")`).all();
    return columns.map((column) => ({ name: String(column["name"]), isInteger: /int/i.test(String(column["type"])) }));
  }
}

function moved(value: unknown, isInteger: boolean): string | number | null {
  if (value === null) return null;
  if (isInteger) return Math.round(Number(value));
  // The one character that PostgreSQL's texts cannot hold.
  return String(value).replaceAll("\0", "");
}
