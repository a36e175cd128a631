import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { findPace } from "../../chaos/find-pace.ts";
import { makePlan } from "../../chaos/plan.ts";
import { report, runPlan } from "../../chaos/run-plan.ts";
import { seedsFrom } from "../../chaos/run-plans.ts";

/** Signals and a file system that can be filled are Unix's. */
const skip = process.platform === "win32" ? "needs Unix signals" : false;
const AT_ONCE = 3;
const SEEDS = seedsFrom(1, 3);

/** A plan takes seconds; on a machine that does other things besides, minutes. */
const timeout = 10 * 60_000;

describe("random plans of kills and faults", { skip, concurrency: AT_ONCE, timeout }, () => {
  let speed = 1;
  before(async () => {
    speed = await findPace(AT_ONCE);
  });
  for (const seed of SEEDS) {
    it(`plan ${seed} ends with every job told, paid at most once, and nothing left over`, { timeout }, async () => {
      const outcome = await runPlan(makePlan(seed), speed);
      assert.deepEqual(outcome.problems, [], report(outcome));
    });
  }
});
