import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makePlan } from "../../chaos/plan.ts";
import { report } from "../../chaos/run-plan.ts";
import { runFairly, seedsFrom } from "../../chaos/run-plans.ts";
import { Tally } from "../../chaos/tally.ts";
import { Tempo } from "../../chaos/tempo.ts";

/** Signals and a file system that can be filled are Unix's. */
const skip = process.platform === "win32" ? "needs Unix signals" : false;
const AT_ONCE = 8;
/** As many as are promised within two minutes of two idle cores; `npm run chaos -- --plans 500` runs more. */
const SEEDS = seedsFrom(1, 40);

/** A plan takes seconds; on a machine that does other things besides, minutes. */
const timeout = 10 * 60_000;

describe("random plans of kills and faults", { skip, concurrency: AT_ONCE, timeout: 2 * timeout }, () => {
  let tempo = new Tempo(1);
  const tally = new Tally();
  before(async () => {
    tempo = await Tempo.measured(AT_ONCE);
  });
  for (const seed of SEEDS) {
    it(`plan ${seed} ends with every job told, paid at most once, and nothing left over`, { timeout }, async () => {
      const outcome = await runFairly(makePlan(seed), tempo);
      tally.add(outcome);
      assert.deepEqual(outcome.problems, [], report(outcome));
    });
  }
  after(() => assert.deepEqual(tally.problems(), [], tally.text()));
});
