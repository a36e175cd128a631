import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Jobs, what they cost, and what was found out about a relay. */
export const firstTables: Migration = {
  async up(database: Kysely<unknown>) {
    await createJobs(database);
    await createLedger(database);
    await database.schema
      .createTable("relay_traits")
      .addColumn("relay_url", "text", (column) => column.primaryKey())
      // JSON: whether it has a status endpoint, whether it wants "auto" for the app.
      .addColumn("traits", "text", (column) => column.notNull())
      .execute();
  },
};

async function createJobs(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("jobs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    // The model's endpoint id.
    .addColumn("model", "text", (column) => column.notNull())
    // JSON by field name: only what the member gave.
    .addColumn("input", "text", (column) => column.notNull())
    // Null in a direct message.
    .addColumn("guild_id", "text")
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    // One of our languages, for what the reply says.
    .addColumn("locale", "text", (column) => column.notNull())
    .addColumn("application_id", "text", (column) => column.notNull())
    // A secret that edits the reply for 15 minutes; emptied when the job has ended.
    .addColumn("interaction_token", "text")
    .addColumn("interaction_created_at", "bigint", (column) => column.notNull())
    // Bytes per file, as the interaction said (Nitro and boosts raise it).
    .addColumn("attachment_size_limit", "bigint", (column) => column.notNull())
    // The reply; null until Discord has acknowledged it.
    .addColumn("message_id", "text")
    // How many unfinished jobs the member had when this one came; lower goes first.
    .addColumn("priority", "integer", (column) => column.notNull())
    // When the job is next to be looked at.
    .addColumn("run_at", "bigint", (column) => column.notNull())
    // Failed tries of the present state.
    .addColumn("attempts", "integer", (column) => column.notNull())
    // The runner that has it in hand.
    .addColumn("claimed_by", "text")
    .addColumn("cancel_requested_at", "bigint")
    // JSON: the attachments the member gave, as kept in the archive before the request left.
    .addColumn("inputs", "text")
    // JSON: request_id and the paths the relay answered.
    .addColumn("request", "text")
    // JSON: the relay's answer, parsed.
    .addColumn("result", "text")
    // JSON: what stands in the archive.
    .addColumn("files", "text")
    // JSON: why it failed and whether it was charged.
    .addColumn("failure", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    // When the request left; set before it does.
    .addColumn("submitted_at", "bigint")
    // When the relay was first seen working on it.
    .addColumn("started_at", "bigint")
    .addColumn("generated_at", "bigint")
    // When the last state was reached.
    .addColumn("ended_at", "bigint")
    // When the reply showed the end; a job is open until then.
    .addColumn("told_at", "bigint")
    // When the reply and its files were deleted on request.
    .addColumn("deleted_at", "bigint")
    .execute();
  await sql`create index jobs_due on jobs (run_at) where told_at is null and claimed_by is null`.execute(database);
  await sql`create index jobs_open_by_state on jobs (state, priority, created_at) where told_at is null`.execute(
    database,
  );
  await sql`create index jobs_open_by_member on jobs (user_id) where told_at is null`.execute(database);
  await sql`create index jobs_by_model on jobs (model, state, generated_at)`.execute(database);
}

async function createLedger(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("ledger")
    .addColumn("job_id", "text", (column) => column.primaryKey().references("jobs.id"))
    // Millionths of the currency's unit, estimated from the list price at admission.
    .addColumn("amount_micros", "bigint", (column) => column.notNull())
    .addColumn("currency", "text", (column) => column.notNull())
    // reserved while the job goes on; settled when the relay charged or may have; released when it did not.
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reserved_at", "bigint", (column) => column.notNull())
    .addColumn("ended_at", "bigint")
    .execute();
}
