import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { JobStore } from "../../src/jobs/job-store.ts";
import { plansOf } from "../support/query-plans.ts";

test("what a runner looks for at every turn lies in an index in the order of the queue", async () => {
  const plans = await plansOf(async (database) => {
    const store = new JobStore(database, systemClock);
    await store.waiting(1);
    await store.claim("runner", { queued: 1, others: 1 });
    await store.nextDue(true);
  });
  assert.equal(plans.size, 4);
  for (const [sql, plan] of plans) {
    assert.match(plan, /INDEX jobs_(waiting|going_on|due)/, `${sql}\n${plan}`);
    assert.doesNotMatch(plan, /TEMP B-TREE/, `${sql}\n${plan}`);
  }
});
