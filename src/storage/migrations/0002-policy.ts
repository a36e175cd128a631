import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What moderators and the operator decide, what it did to each job, and who changed what. */
export const policy: Migration = {
  async up(database: Kysely<unknown>) {
    await addTerms(database);
    await placeLedger(database);
    await createSettings(database);
    await createCredits(database);
    await database.schema
      .createTable("admissions")
      // One row: changed first in every admission, so that two of them never count at the same time.
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("admitted", "bigint", (column) => column.notNull())
      .execute();
    await sql`insert into admissions (id, admitted) values (1, 0)`.execute(database);
  },
};

async function addTerms(database: Kysely<unknown>): Promise<void> {
  const add = (name: string, type: "integer" | "text", standing: number | string) =>
    database.schema
      .alterTable("jobs")
      .addColumn(name, type, (column) => column.notNull().defaultTo(standing))
      .execute();
  // How many pictures were asked for.
  await add("images", "integer", 1);
  // How many of them were paid with bonus credits.
  await add("credits", "integer", 0);
  // How many were made and not shown, because the model flagged them.
  await add("withheld", "integer", 0);
  // 1 when the reply is shown to its member only.
  await add("ephemeral", "integer", 0);
  // post, spoiler or withhold.
  await add("flagged_results", "text", "spoiler");
  await sql`create index jobs_of_member on jobs (guild_id, user_id, created_at)`.execute(database);
}

async function placeLedger(database: Kysely<unknown>): Promise<void> {
  // The job's guild, again: a budget is summed up in every admission. Null for a direct message.
  await database.schema.alterTable("ledger").addColumn("guild_id", "text").execute();
  await sql`update ledger set guild_id = (select guild_id from jobs where jobs.id = ledger.job_id)`.execute(database);
  await sql`create index ledger_of_guild on ledger (guild_id, reserved_at)`.execute(database);
  await sql`create index ledger_by_time on ledger (reserved_at)`.execute(database);
}

async function createSettings(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("policy_settings")
    // A guild's id, or "operator".
    .addColumn("scope", "text", (column) => column.primaryKey())
    // JSON: src/policy/settings.ts or operator-settings.ts.
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addColumn("changed_by", "text", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("policy_audit")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("scope", "text", (column) => column.notNull())
    // Counts up in its scope; newest last.
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    // The user who did it.
    .addColumn("by", "text", (column) => column.notNull())
    // JSON: src/policy/audit-entry.ts.
    .addColumn("deed", "text", (column) => column.notNull())
    // The entry that this one takes back.
    .addColumn("undoes", "text")
    .addUniqueConstraint("policy_audit_in_order", ["scope", "number"])
    .execute();
  await database.schema
    .createTable("budget_warnings")
    .addColumn("guild_id", "text", (column) => column.notNull())
    // day or month.
    .addColumn("period", "text", (column) => column.notNull())
    .addColumn("starts_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("budget_warnings_once", ["guild_id", "period", "starts_at"])
    .execute();
}

async function createCredits(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("credits")
    .addColumn("guild_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    // Bonus images ever given; what was used stands on the jobs.
    .addColumn("given", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("credits_of_member", ["guild_id", "user_id"])
    .execute();
}
