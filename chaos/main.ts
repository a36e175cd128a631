import { parseArgs } from "node:util";
import { findPace } from "./find-pace.ts";
import { report } from "./run-plan.ts";
import { runPlans, seedsFrom } from "./run-plans.ts";
import { Tally } from "./tally.ts";

/**
 * `npm run chaos -- --plans 500` runs that many random plans, `--seed 7` begins at another seed, `--plan 12` repeats one.
 * It ends in code 1 when a plan broke an invariant.
 */
const { values } = parseArgs({
  options: {
    plans: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    plan: { type: "string" },
    "at-once": { type: "string", default: "6" },
    speed: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const tally = new Tally();
const seeds = values.plan === undefined ? seedsFrom(Number(values.seed), Number(values.plans)) : [Number(values.plan)];
const say = (text: string) => process.stdout.write(`${text}\n`);

const atOnce = Math.min(seeds.length, Number(values["at-once"]));
const speed = values.speed === undefined ? await findPace(atOnce) : Number(values.speed);
say(`${seeds.length} plans, ${atOnce} at once, time goes ${speed} times as fast`);

await runPlans({
  seeds,
  atOnce,
  speed,
  finished(outcome) {
    tally.add(outcome);
    const failed = outcome.problems.length > 0;
    const { jobs } = outcome.evidence;
    say(`${failed ? "✗" : "✓"} plan ${outcome.plan.seed}: ${jobs.length} jobs, ${outcome.tookMs} ms`);
    if (failed || values.verbose) say(report(outcome));
  },
});
say(`\n${tally.text()}`);
if (tally.failed.length > 0) say(`repeat one with: npm run chaos -- --plan ${tally.failed[0]}`);
process.exitCode = tally.failed.length > 0 ? 1 : 0;
