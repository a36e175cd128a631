import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide } from "../../src/policy/decide.ts";
import { decideAll } from "../../src/policy/decide-all.ts";
import { operatorSettings } from "../../src/policy/operator-settings.ts";
import { type GuildSettings, guildSettings } from "../../src/policy/settings.ts";
import { NO_USAGE, type Usage } from "../../src/policy/usage.ts";
import { onBothDatabases } from "../support/databases.ts";
import { openLimits, wantedOf } from "../support/limits.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

function requestsOf(counts: readonly number[]) {
  return counts.map((count, index) => ({ ...wantedOf(index + 1, { count }), guildId: "300000000000000001", now: NOW }));
}

function policyWith(edit: (settings: GuildSettings) => void) {
  const settings = guildSettings.parse({});
  edit(settings);
  return { settings, operator: operatorSettings.parse({}) };
}

test("what is allowed at once never goes beyond what a limit leaves, in pictures, money and places", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 24 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 0, max: 10 }),
      (counts, perDay, budget, atOnce, credits) => {
        const policy = policyWith(({ limits, money }) => {
          limits.everyone.imagesPerDay = perDay;
          limits.everyone.jobsAtOnce = atOnce;
          money.perDay = budget;
        });
        const usage: Usage = { ...NO_USAGE, member: { ...NO_USAGE.member, credits } };
        const allowed = decideAll(policy, usage, requestsOf(counts)).filter((decision) => decision.allowed);
        const sum = (of: (decision: (typeof allowed)[number]) => number) =>
          allowed.reduce((all, each) => all + of(each), 0);
        const paidWithCredits = sum(({ terms }) => terms.credits);
        assert.ok(sum(({ images }) => images) - paidWithCredits <= perDay);
        assert.ok(paidWithCredits <= credits);
        assert.ok(sum(({ priceMicros }) => priceMicros) <= budget);
        assert.ok(allowed.length <= atOnce);
      },
    ),
  );
});

test("one request is decided as it is alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (count, perDay) => {
      const policy = policyWith(({ limits }) => {
        limits.everyone.imagesPerDay = perDay;
      });
      const [request] = requestsOf([count]);
      assert.ok(request);
      assert.deepEqual(decideAll(policy, NO_USAGE, [request]), [decide(policy, NO_USAGE, request)]);
    }),
  );
});

onBothDatabases(
  "all are admitted with their prices reserved, or none, whatever the last of them meets",
  async (_, on) => {
    const { database, admissions, policies } = await openLimits({ on });
    const wanted = [1, 2, 3].map((number) => wantedOf(number, { count: 2 }));
    const edit = { scope: "300000000000000001", limit: 5 };
    await database
      .insertInto("policy_settings")
      .values({
        scope: edit.scope,
        settings: JSON.stringify({ version: 1, limits: { everyone: { imagesPerDay: edit.limit } } }),
        changed_at: 0,
        changed_by: "200000000000000009",
      })
      .execute();
    assert.equal((await policies.settings(edit.scope)).limits.everyone.imagesPerDay, 5);
    const counted = async () => {
      const rows = await database.selectFrom("ledger").select("state").execute();
      return rows.length;
    };
    const refused = await admissions.admitAll(wanted, async () => true);
    assert.ok(!refused.admitted && refused.denial?.kind === "quota");
    assert.equal(await counted(), 0);
    const over = await admissions.admitAll(wanted.slice(0, 2), async () => false);
    assert.deepEqual(over, { admitted: false, denial: null });
    assert.equal(await counted(), 0);
    const admitted = await admissions.admitAll(wanted.slice(0, 2), async () => true);
    assert.ok(admitted.admitted);
    assert.deepEqual(
      admitted.jobs.map(({ place }) => place),
      [1, 2],
    );
    assert.equal(await counted(), 2);
  },
);
