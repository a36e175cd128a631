import pg from "pg";
import type { Clock } from "../../src/clock.ts";

/** Shorter waits are spent with the job in hand, by the test's clock. */
const CALL_EVERY_MS = 10_000;
const CALL_EARLY = `with early as (
  update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now() returning id
) select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from early having count(*) > 0`;

/**
 * Lets the queue's entries come as the test's clock goes, not as PostgreSQL's does: whoever takes one too early puts it
 * back. @returns what ends it
 */
export async function keepPace(clock: Clock, url: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url);
  await client.connect();
  let cancel = () => {};
  let calling: Promise<unknown> = Promise.resolve();
  const later = () => {
    cancel = clock.after(CALL_EVERY_MS, () => {
      calling = client.query(CALL_EARLY).then(later);
    });
  };
  later();
  return async () => {
    cancel();
    await calling;
    cancel();
    await client.end();
  };
}
