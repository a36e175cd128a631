import { type Evidence, gather, readJobs } from "./evidence.ts";
import { House } from "./house.ts";
import { INVARIANTS } from "./invariants/all.ts";
import { describeJob } from "./invariants/jobs.ts";
import { People } from "./people.ts";
import type { Plan, Step } from "./plan.ts";
import { Scene } from "./scene.ts";
import { Supervisor } from "./supervisor.ts";

/** What a plan came to. */
export interface Outcome {
  readonly plan: Plan;
  /** Empty when every invariant held. */
  readonly problems: readonly string[];
  readonly evidence: Evidence;
  readonly troubles: Readonly<Record<string, number>>;
  /** Starts and ends of the program. */
  readonly counts: Supervisor["counts"];
  readonly startTimes: Supervisor["startTimes"];
  /** Of the room's time. */
  readonly tookMs: number;
}

/** Without any fault everything must have ended by then: longer than any wait of the program, of the plan's time. */
const SETTLING_MS = 3 * 60 * 60_000;
const HURRIED_AFTER_MS = 60_000;
const HURRIED_SPEED = 60;
/** Between two looks, of the room's time. */
const LOOK_MS = 60;
const FIRST_READY_MS = 5 * 60_000;
/** After the last job was told: what is still under way shall arrive. */
const AFTERMATH_MS = 6_000;

/** Lets a plan happen, waits until all is calm, and judges what is left. */
export async function runPlan(plan: Plan, speed: number): Promise<Outcome> {
  const begun = Date.now();
  const house = await House.open({
    speed,
    relay: plan.relay,
    environment: { RELAY_CONCURRENCY: String(plan.concurrency) },
  });
  const people = await People.meet(house);
  const scene = new Scene(house, people);
  const supervisor = new Supervisor(house, plan.deaths, () => scene.presentTrouble());
  const outcome = (problems: readonly string[], evidence: Evidence): Outcome => {
    const { troubles } = scene;
    const { counts, startTimes } = supervisor;
    return { plan, problems, evidence, troubles, counts, startTimes, tookMs: Date.now() - begun };
  };
  try {
    supervisor.start();
    const perform = async (steps: readonly Step[]) => {
      const start = house.clock.now();
      for (const { at, ...deed } of steps) {
        await house.clock.sleep(start + at - house.clock.now());
        scene.perform(deed, supervisor);
      }
    };
    await Promise.all([perform(plan.early), firstReady(house)]);
    await perform(plan.steps);
    await scene.calm();
    supervisor.start();
    const soon = await settle(house, people, HURRIED_AFTER_MS);
    if (!soon) await hurry(house, supervisor);
    const settled = soon || (await settle(house, people, SETTLING_MS));
    await (soon ? supervisor.end() : supervisor.destroy());
    const evidence = gather(house, supervisor, people.asked);
    const problems = [...(settled ? [] : ["it never came to rest"]), ...INVARIANTS.flatMap((holds) => holds(evidence))];
    return outcome(problems, evidence);
  } catch (error) {
    const problem = `the harness itself failed: ${error instanceof Error ? error.stack : error}`;
    return outcome([problem], gather(house, supervisor, people.asked));
  } finally {
    await supervisor.destroy();
    await house.close();
  }
}

/** Waits until there are commands to be used. What keeps them away for long is lifted only at the plan's end. */
async function firstReady(house: House): Promise<void> {
  const giveUpAt = house.clock.now() + FIRST_READY_MS;
  const commands = () => house.store.collection("discord.commands").values();
  while (commands().length === 0 && house.clock.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Long waits are spent faster: nothing goes wrong any more. */
async function hurry(house: House, supervisor: Supervisor): Promise<void> {
  await supervisor.terminate(0);
  house.clock.hurry(Math.max(HURRIED_SPEED, house.clock.pace.speed));
}

/** Waits until every job has been told. @returns false when that never came */
async function settle(house: House, people: People, patienceMs: number): Promise<boolean> {
  const giveUpAt = house.clock.now() + patienceMs;
  while (house.clock.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const jobs = readJobs(house.disk.database);
    if (jobs === null || jobs.some(({ toldAt }) => toldAt === null) || people.busy) continue;
    await house.clock.sleep(AFTERMATH_MS);
    if (readJobs(house.disk.database)?.every(({ toldAt }) => toldAt !== null)) return true;
  }
  return false;
}

/** What was done in a plan, and what was found. */
export function report({ plan, problems, evidence }: Outcome): string {
  return [
    `plan ${plan.seed}:`,
    ...problems.map((problem) => `  ✗ ${problem}`),
    `  steps (relay ${JSON.stringify(plan.relay)}, concurrency ${plan.concurrency}, deaths ${plan.deaths.join(" ")}):`,
    ...plan.early.map((step) => `    during the start ${describeStep(step)}`),
    ...plan.steps.map((step) => `    ${describeStep(step)}`),
    "  jobs:",
    ...evidence.jobs.map((job) => `    ${describeJob(job)}`),
    "  relay:",
    ...evidence.relay.map(
      ({ requestId, state, body, chargedUsd }) =>
        `    ${requestId} ${state} ${chargedUsd} ${JSON.stringify(body["prompt"])} seed ${body["seed"]}`,
    ),
    "  asked:",
    ...evidence.asked.map(({ ask, answer }) => `    ${ask.who} ${ask.options["prompt"]}: ${JSON.stringify(answer)}`),
    "  requests to Discord:",
    ...evidence.discordRequests.map(
      ({ at, method, route, status }) => `    ${new Date(at).toISOString()} ${status} ${method} ${shortened(route)}`,
    ),
    "  the program's log:",
    ...evidence.lines.map((line) => `    ${line.slice(0, 400)}`),
  ].join("\n");
}

/** Tokens are long, and told apart by their ends. */
function shortened(route: string): string {
  return route.replace(/[\w-]{40,}(?=[\w-]{8})/g, "…");
}

function describeStep({ at, ...deed }: Step): string {
  const told = JSON.stringify(deed, (_, value) => (value instanceof RegExp ? String(value) : value));
  return `${String(at).padStart(6)} ${told}`;
}
