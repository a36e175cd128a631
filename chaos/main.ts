import { parseArgs } from "node:util";
import { judgeSoak } from "./judge-soak.ts";
import { reportProcesses } from "./processes/report-processes.ts";
import { runProcesses } from "./processes/run-processes.ts";
import { report } from "./run-plan.ts";
import { runPlans, seedsFrom } from "./run-plans.ts";
import { soak } from "./soak.ts";
import { Tally } from "./tally.ts";
import { Tempo } from "./tempo.ts";

/**
 * `npm run chaos -- --plans 500` runs that many random plans, `--seed 7` begins at another seed, `--plan 12` repeats one;
 * `npm run chaos -- --soak` sends 10,000 jobs (or `--jobs 2000`) through one process. It ends in code 1 when something
 * did not hold. `npm run chaos -- --processes` sends 500 jobs through two gateways and three workers on one PostgreSQL.
 */
const { values } = parseArgs({
  options: {
    plans: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    plan: { type: "string" },
    "at-once": { type: "string", default: "6" },
    /** How many times as fast time goes; without it as fast as the machine keeps up with. */
    speed: { type: "string" },
    /** Prints every plan as if it had failed. */
    verbose: { type: "boolean", default: false },
    processes: { type: "boolean", default: false },
    soak: { type: "boolean", default: false },
    jobs: { type: "string" },
  },
});
const JOBS_A_DEATH = 10;
const WARM_UP_JOBS = 1_000;
/** What is known of an interaction's rate limits is cleared away every ten minutes. */
const REST_MS = 25 * 60_000;
const say = (text: string) => void process.stdout.write(`${text}\n`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    say(`stopped by ${signal}`);
    process.exit(130);
  });
}
process.exitCode = (await chosen()) ? 0 : 1;

function chosen(): Promise<boolean> {
  if (values.processes) return runTogether();
  return values.soak ? soakOne() : runMany();
}

async function runMany(): Promise<boolean> {
  const seeds =
    values.plan === undefined ? seedsFrom(Number(values.seed), Number(values.plans)) : [Number(values.plan)];
  const atOnce = Math.min(seeds.length, Number(values["at-once"]));
  const tempo = await tempoFor(atOnce);
  const tally = new Tally();
  say(`${seeds.length} plans, ${atOnce} at once, time goes ${tempo.speed} times as fast`);
  await runPlans({
    seeds,
    atOnce,
    tempo,
    finished(outcome) {
      tally.add(outcome);
      const failed = outcome.problems.length > 0;
      const { plan, evidence, tookMs, speed, repeated } = outcome;
      const anew = repeated === 0 ? "" : `, begun anew ${repeated} times`;
      say(`${failed ? "✗" : "✓"} plan ${plan.seed}: ${evidence.jobs.length} jobs, ${tookMs} ms at ×${speed}${anew}`);
      if (failed || values.verbose) say(report(outcome));
    },
  });
  say(`\n${tally.text()}`);
  for (const problem of tally.problems()) say(`✗ ${problem}`);
  if (tally.failed.length > 0) say(`repeat one with: npm run chaos -- --plan ${tally.failed[0]}`);
  return tally.failed.length === 0 && tally.problems().length === 0;
}

async function tempoFor(atOnce: number): Promise<Tempo> {
  return values.speed === undefined ? Tempo.measured(atOnce) : new Tempo(Number(values.speed));
}

async function soakOne(): Promise<boolean> {
  const jobs = Number(values.jobs ?? 10_000);
  const { speed } = await tempoFor(1);
  const result = await soak({ jobs, warmUpJobs: Math.min(WARM_UP_JOBS, jobs / 2), restMs: REST_MS, speed, say });
  const { lines, problems } = judgeSoak(result);
  for (const line of [...lines, ...problems.map((problem) => `✗ ${problem}`)]) say(line);
  return problems.length === 0;
}

async function runTogether(): Promise<boolean> {
  const jobs = Number(values.jobs ?? 500);
  const seed = Number(values.seed);
  const outcome = await runProcesses({ seed, jobs, jobsADeath: JOBS_A_DEATH, say });
  for (const line of reportProcesses(outcome, values.verbose)) say(line);
  return outcome.problems.length === 0;
}
