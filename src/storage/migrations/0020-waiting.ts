import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What a runner looks for at every turn, in the order of the queue: not among all that is under way. */
export const waiting: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index jobs_waiting on jobs (state, priority, created_at, id)
      where told_at is null and claimed_by is null`.execute(database);
    await sql`create index jobs_going_on on jobs (priority, created_at, id)
      where told_at is null and claimed_by is null and (state <> 'queued' or cancel_requested_at is not null)`.execute(
      database,
    );
  },
};
