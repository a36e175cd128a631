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
import type { Schema } from "../../src/storage/schema.ts";
import { sqliteDialect } from "../../src/storage/sqlite.ts";
import { GUILD, MODERATOR, openLimits } from "../support/limits.ts";

test("a log from before entries were counted goes on with the next number", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-migration-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, "easel.db");
  const before = new Kysely<Schema>({ dialect: sqliteDialect(file) });
  const migrations = { "0001-first-tables": firstTables, "0002-policy": policy };
  await new Migrator({ db: before, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  const deed = JSON.stringify({ kind: "settings", changes: [] });
  for (const number of [1, 2, 3])
    await sql`insert into policy_audit (id, scope, number, at, by, deed)
      values (${`old-${number}`}, ${GUILD}, ${number}, 0, ${MODERATOR}, ${deed})`.execute(before);
  await before.destroy();

  const { database, policies } = await openLimits({ on: { open: () => openDatabase(file) } });
  t.after(() => database.destroy());
  const noted = await policies.note(GUILD, { kind: "relay_key", what: "set" }, MODERATOR);
  const elsewhere = await policies.note("300000000000000009", { kind: "relay_key", what: "set" }, MODERATOR);
  assert.deepEqual([noted.number, elsewhere.number], [4, 1]);
});
