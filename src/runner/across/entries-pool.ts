import type { Pool, QueryConfig, QueryResult } from "pg";

/** Statements whose outcome graphile-worker leaves unread (dist/worker.js), by their names in dist/sql. */
const UNREAD = /^(complete|fail)_job\//;

/** What graphile-worker does with a client that it was promised. */
interface Statements {
  query(statement: QueryConfig): Promise<QueryResult>;
  release(): void;
}

export interface EntriesPool {
  readonly pool: Pool;
  /** Called once the migrations are through, which want one connection for all they do. */
  statementsAlone(): void;
}

/**
 * A pool on which no broken connection becomes a rejection that nobody handles: that would end the program. An entry that
 * could not be completed is nobody's after a minute.
 */
export function entriesPool(pool: Pool, unread: (error: unknown) => void): EntriesPool {
  let alone = false;
  const statements: Statements = {
    query: (statement) =>
      pool.query(statement).catch((error: unknown) => {
        if (!UNREAD.test(statement.name ?? "")) throw error;
        unread(error);
        return NOTHING;
      }),
    release() {},
  };
  const connect = (heard?: Parameters<Pool["connect"]>[0]) => {
    if (heard !== undefined) return pool.connect(heard);
    return alone ? Promise.resolve(statements) : pool.connect();
  };
  return {
    pool: new Proxy(pool, { get: (of, key) => (key === "connect" ? connect : Reflect.get(of, key)) }),
    statementsAlone() {
      alone = true;
    },
  };
}

const NOTHING: QueryResult = { rows: [], rowCount: 0, command: "", oid: 0, fields: [] };
