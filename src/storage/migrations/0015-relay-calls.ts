import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Relays that call when they are done, rather than being asked. */
export const relayCalls: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("jobs")
      // When the relay first called about it; null as long as it has not.
      .addColumn("called_at", "bigint")
      .execute();
  },
};
