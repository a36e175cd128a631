import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { openDatabase } from "../../src/storage/database.ts";
import { firstTables } from "../../src/storage/migrations/0001-first-tables.ts";
import { policy } from "../../src/storage/migrations/0002-policy.ts";
import { reports } from "../../src/storage/migrations/0003-reports.ts";
import type { Schema } from "../../src/storage/schema.ts";
import { sqliteDialect } from "../../src/storage/sqlite.ts";
import { jobId } from "../support/job-rows.ts";

test("prompts from before there was a search are found by it", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-migration-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, "easel.db");
  const before = new Kysely<Schema>({ dialect: sqliteDialect(file) });
  const migrations = { "0001-first-tables": firstTables, "0002-policy": policy, "0003-reports": reports };
  await new Migrator({ db: before, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  await sql`insert into jobs (id, state, model, input, channel_id, user_id, locale, application_id,
    interaction_created_at, attachment_size_limit, priority, run_at, attempts, created_at)
    values (${jobId(1)}, 'queued', 'fal-ai/flux-1/dev', '{"prompt":"海边的 lighthouse"}', '200', '300', 'en-US', '400', 0, 0, 0, 0, 0, 0)`.execute(
    before,
  );
  await before.destroy();

  const database = await openDatabase(file);
  t.after(() => database.destroy());
  const found = await sql<{ job_id: string }>`select job_id from job_texts join job_words on job_words.rowid = number
    where job_words match '"海 边" lighthouse'`.execute(database);
  assert.deepEqual(
    found.rows.map(({ job_id }) => job_id),
    [jobId(1)],
  );
});
