import { DatabaseSync } from "node:sqlite";

/** A named set of JSON documents, held in memory and written through at once, so that a `kill -9` loses nothing. */
export interface Collection<T> {
  get(id: string): T | undefined;
  set(id: string, document: T): void;
  delete(id: string): void;
  /** In order of first insertion. */
  values(): T[];
}

export interface Store {
  collection<T>(name: string): Collection<T>;
  close(): void;
}

/** Long enough for a sandbox that is just ending, as in a restart. */
const WAIT_MS = 1_000;

/**
 * Opens the sandbox's memory, for this process alone. Without a file it lives and dies with the process.
 * @throws with SQLite's "busy" where another sandbox has the file: each would write over what the other remembers.
 */
export function openStore(file?: string): Store {
  const database = new DatabaseSync(file ?? ":memory:", { timeout: WAIT_MS });
  database.exec(`
    pragma locking_mode = exclusive;
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table if not exists documents (
      collection text not null, id text not null, body text not null, primary key (collection, id));
  `);
  const read = database.prepare("select id, body from documents where collection = ? order by rowid");
  const write = database.prepare(
    "insert into documents values (?, ?, ?) on conflict (collection, id) do update set body = excluded.body",
  );
  const remove = database.prepare("delete from documents where collection = ? and id = ?");
  return {
    collection<T>(name: string): Collection<T> {
      const documents = new Map<string, T>();
      for (const row of read.all(name)) documents.set(String(row["id"]), JSON.parse(String(row["body"])) as T);
      return {
        get: (id) => documents.get(id),
        set(id, document) {
          documents.set(id, document);
          write.run(name, id, JSON.stringify(document));
        },
        delete(id) {
          documents.delete(id);
          remove.run(name, id);
        },
        values: () => [...documents.values()],
      };
    },
    close: () => database.close(),
  };
}
