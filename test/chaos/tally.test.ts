import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan } from "../../chaos/plan.ts";
import type { Judged } from "../../chaos/run-plans.ts";
import { Tally } from "../../chaos/tally.ts";
import { JOB, sound } from "./sound-evidence.ts";

const COUNTS = { starts: 1, kills: 0, deathsAtMoment: 0, deathsBeforeReady: 0, deathsInMigrations: 0, terminations: 0 };
const UNUSABLE = { ...JOB, state: "failed", failure: { kind: "result_unusable", charged: "yes" } } as const;

/** A plan that holds, of so many jobs with each end. */
function held({ delivered, failed }: { readonly delivered: number; readonly failed: number }): Judged {
  const jobs = [...Array.from({ length: delivered }, () => JOB), ...Array.from({ length: failed }, () => UNUSABLE)];
  const [plan, evidence] = [makePlan(1), sound({ jobs })];
  return {
    plan,
    evidence,
    problems: [],
    troubles: {},
    counts: COUNTS,
    startTimes: [],
    tookMs: 1,
    speed: 1,
    repeated: 0,
  };
}

function problemsOf(outcome: Judged): string[] {
  const tally = new Tally();
  tally.add(outcome);
  return tally.problems();
}

test("plans that hold, but in which next to nothing was delivered, are a problem together", () => {
  assert.deepEqual(problemsOf(held({ delivered: 10, failed: 20 })), []);
  assert.match(problemsOf(held({ delivered: 0, failed: 30 })).join(), /only 0 of 30 jobs were delivered/);
  assert.deepEqual(problemsOf(held({ delivered: 0, failed: 3 })), [], "three may have bad luck");
});
