import assert from "node:assert/strict";
import { test } from "node:test";
import { CompiledQuery, createQueryId, type RootOperationNode } from "kysely";
import { readUsage } from "../../src/policy/usage-reader.ts";
import { openDatabase } from "../../src/storage/database.ts";

const EVERYTHING = { money: true, jobs: true };

/** How SQLite goes about every statement that an admission counts by. */
async function plansOf(guildId: string | null): Promise<Map<string, string>> {
  const database = await openDatabase(":memory:");
  const asked: RootOperationNode[] = [];
  const listening = database.withPlugin({
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const whose = { guildId, userId: "200000000000000001", now: 1_700_000_000_000 };
  await readUsage(listening, { ...whose, guild: EVERYTHING, together: EVERYTHING });
  const plans = new Map<string, string>();
  for (const node of asked) {
    const { sql, parameters } = database.getExecutor().compileQuery(node, createQueryId());
    const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await database.executeQuery<{ detail: string }>(explained);
    plans.set(sql, rows.map(({ detail }) => detail).join(" | "));
  }
  await database.destroy();
  return plans;
}

for (const guildId of ["100000000000000001", null]) {
  const where = guildId === null ? "in direct messages" : "in a guild";
  test(`what an admission ${where} counts is found by an index, however many jobs have ended`, async () => {
    const plans = await plansOf(guildId);
    assert.ok(plans.size >= 8);
    for (const [sql, plan] of plans) {
      assert.doesNotMatch(plan, /SCAN/, sql);
      if (sql.includes('"told_at" is null'))
        assert.match(plan, /INDEX jobs_(under_way|open_by_state)/, `${sql}\n${plan}`);
      if (sql.includes("credits > 0")) assert.match(plan, /INDEX jobs_with_credits/, `${sql}\n${plan}`);
    }
  });
}
