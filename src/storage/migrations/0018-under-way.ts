import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What an admission counts is found without a look at the jobs that ended long ago, however many they are. */
export const underWay: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index jobs_under_way on jobs (guild_id, user_id, state) where told_at is null`.execute(database);
    await sql`create index jobs_with_credits on jobs (guild_id, user_id) where credits > 0`.execute(database);
  },
};
