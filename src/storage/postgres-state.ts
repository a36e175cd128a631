import { connectPostgres } from "./postgres.ts";

export interface PostgresState {
  /** As the server tells it: "18.4". */
  readonly version: string;
  /** Names of the changes that its tables have had; empty for a database that nobody used yet. */
  readonly applied: readonly string[];
  readonly jobs: number;
}

/** Looks, and changes nothing. @throws UnusableDatabase */
export async function postgresState(url: string): Promise<PostgresState> {
  const pool = await connectPostgres(url);
  try {
    const version = await pool.query<{ server_version: string }>("show server_version");
    const there = await pool.query<{ made: boolean }>("select to_regclass('kysely_migration') is not null as made");
    const state = { version: version.rows[0]?.server_version ?? "unknown", applied: [], jobs: 0 };
    if (there.rows[0]?.made !== true) return state;
    const applied = await pool.query<{ name: string }>("select name from kysely_migration order by name");
    if (applied.rows.length === 0) return state;
    const jobs = await pool.query<{ count: number }>("select count(*) as count from jobs");
    return { ...state, applied: applied.rows.map(({ name }) => name), jobs: jobs.rows[0]?.count ?? 0 };
  } finally {
    await pool.end();
  }
}
