import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** One change of a guild's settings after the other, and pictures found by the message they stand in. */
export const moderation: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("policy_scopes")
      // A guild's id, or "operator".
      .addColumn("scope", "text", (column) => column.primaryKey())
      // How many entries its log has. The row is changed first in every change, so that two never read the same settings.
      .addColumn("entries", "integer", (column) => column.notNull())
      .execute();
    await sql`insert into policy_scopes (scope, entries) select scope, max(number) from policy_audit group by scope`.execute(
      database,
    );
    await sql`create index jobs_by_message on jobs (message_id) where message_id is not null`.execute(database);
  },
};
