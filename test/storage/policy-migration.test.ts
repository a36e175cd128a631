import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { JobStore } from "../../src/jobs/job-store.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { firstTables } from "../../src/storage/migrations/0001-first-tables.ts";
import type { Schema } from "../../src/storage/schema.ts";
import { sqliteDialect } from "../../src/storage/sqlite.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { jobId } from "../support/job-rows.ts";

test("jobs from before there were limits go on as they were, and their money counts", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-migration-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, "easel.db");
  const before = new Kysely<Schema>({ dialect: sqliteDialect(file) });
  const provider = { getMigrations: async () => ({ "0001-first-tables": firstTables }) };
  await new Migrator({ db: before, provider }).migrateToLatest();
  const id = jobId(1);
  await sql`insert into jobs (id, state, model, input, guild_id, channel_id, user_id, locale, application_id,
    interaction_created_at, attachment_size_limit, priority, run_at, attempts, created_at)
    values (${id}, 'queued', 'fal-ai/flux-1/dev', '{"prompt":"a fox"}', '100', '200', '300', 'en-US', '400', 0, 0, 0, 0, 0, 0)`.execute(
    before,
  );
  await sql`insert into ledger (job_id, amount_micros, currency, state, reserved_at)
    values (${id}, 25000, 'USD', 'reserved', 0)`.execute(before);
  await before.destroy();

  const database = await openDatabase(file);
  const job = await new JobStore(database, new FakeClock()).find(id);
  assert.deepEqual(
    [job?.images, job?.terms],
    [1, { ephemeral: false, privately: false, flaggedResults: "spoiler", credits: 0 }],
  );
  const ledger = await database.selectFrom("ledger").selectAll().executeTakeFirstOrThrow();
  assert.equal(ledger.guild_id, "100");
  await database.destroy();
});
