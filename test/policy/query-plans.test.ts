import assert from "node:assert/strict";
import { test } from "node:test";
import { readUsage } from "../../src/policy/usage-reader.ts";
import { plansOf } from "../support/query-plans.ts";

const EVERYTHING = { money: true, jobs: true };

for (const guildId of ["100000000000000001", null]) {
  const where = guildId === null ? "in direct messages" : "in a guild";
  test(`what an admission ${where} counts is found by an index, however many jobs have ended`, async () => {
    const whose = { guildId, userId: "200000000000000001", now: 1_700_000_000_000 };
    const plans = await plansOf((database) =>
      readUsage(database, { ...whose, guild: EVERYTHING, together: EVERYTHING }),
    );
    assert.ok(plans.size >= 8);
    for (const [sql, plan] of plans) {
      assert.doesNotMatch(plan, /SCAN/, sql);
      if (sql.includes('"told_at" is null'))
        assert.match(plan, /INDEX jobs_(under_way|open_by_state)/, `${sql}\n${plan}`);
      if (sql.includes("credits > 0")) assert.match(plan, /INDEX jobs_with_credits/, `${sql}\n${plan}`);
    }
  });
}
