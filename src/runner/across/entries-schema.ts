import { runMigrations } from "graphile-worker";
import type { Pool } from "pg";

/** For an advisory lock of PostgreSQL's: any number that nobody else in this database takes. */
const SCHEMA_LOCK = 3_950_128;

/** Brings the queue's own tables up to date; of several processes that do so at once, one after the other. */
export async function prepareEntries(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [SCHEMA_LOCK]);
    await runMigrations({ pgPool: pool });
    await client.query("select pg_advisory_unlock($1)", [SCHEMA_LOCK]);
    client.release();
  } catch (error) {
    // The lock ends with its connection.
    client.release(true);
    throw error;
  }
}
