import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Which gateway has which shards: one that stops lets the next one come up first. */
export const serving: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("serving")
      .addColumn("gateway", "text", (column) => column.primaryKey())
      // As SHARDS says it: "auto", "0-3/16".
      .addColumn("shards", "text", (column) => column.notNull())
      // 1 once interactions reach it.
      .addColumn("ready", "integer", (column) => column.notNull())
      // By the database's clock: one that died while it came up is waited for no longer.
      .addColumn("since", "bigint", (column) => column.notNull())
      .execute();
  },
};
