import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Guilds that pay the relay themselves. */
export const ownKeys: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("relay_keys")
      // The payer of jobs and of their ledger.
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("guild_id", "text", (column) => column.notNull())
      // Encrypted under SECRETS_KEY; null once it was removed and no job needs it any more.
      .addColumn("sealed", "text")
      .addColumn("set_by", "text", (column) => column.notNull())
      .addColumn("set_at", "bigint", (column) => column.notNull())
      // Null for the one that new jobs are paid with.
      .addColumn("removed_at", "bigint")
      // When the relay first refused it.
      .addColumn("refused_at", "bigint")
      .execute();
    await sql`create unique index relay_key_of_guild on relay_keys (guild_id) where removed_at is null`.execute(
      database,
    );
    // The relay_keys.id that pays; null for the operator.
    for (const table of ["jobs", "ledger"])
      await database.schema.alterTable(table).addColumn("payer", "text").execute();
  },
};
