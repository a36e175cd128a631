import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Pictures that members reported, and what moderators decided about them. */
export const reports: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("report_cases")
      .addColumn("job_id", "text", (column) => column.primaryKey().references("jobs.id"))
      .addColumn("guild_id", "text", (column) => column.notNull())
      // The message that moderators decide in; null until Discord has taken it.
      .addColumn("channel_id", "text")
      .addColumn("message_id", "text")
      // kept or removed; null while it is open.
      .addColumn("decision", "text")
      .addColumn("decided_by", "text")
      .addColumn("decided_at", "bigint")
      .execute();
    await database.schema
      .createTable("reports")
      .addColumn("job_id", "text", (column) => column.notNull().references("report_cases.job_id"))
      // Who reported; only moderators are told.
      .addColumn("user_id", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("reports_once", ["job_id", "user_id"])
      .execute();
    // What moderators look at most: their own guild's jobs of some days.
    await sql`create index jobs_of_guild on jobs (guild_id, created_at)`.execute(database);
  },
};
