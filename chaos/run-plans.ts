import { makePlan, type Plan } from "./plan.ts";
import { type Outcome, runPlan } from "./run-plan.ts";
import { fellBehind, type Tempo } from "./tempo.ts";

export interface PlansOptions {
  readonly seeds: readonly number[];
  /** How many go on at once. */
  readonly atOnce: number;
  readonly tempo: Tempo;
  readonly finished: (outcome: Judged) => void;
}

export interface Judged extends Outcome {
  /** How many times as fast time went. */
  readonly speed: number;
  /** How often it was begun anew, because the machine was too busy to tell anything. */
  readonly repeated: number;
}

/** Runs the plans of these seeds, several at once, each in a house of its own. */
export async function runPlans({ seeds, atOnce, tempo, finished }: PlansOptions): Promise<void> {
  const left = [...seeds];
  const next = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift())
      finished(await runFairly(makePlan(seed), tempo));
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

/**
 * As fast as the machine goes at this moment. Where it fell behind meanwhile, a wait that ended too early is no fault of
 * the program's: the plan is begun anew at half the pace, until it holds or the machine has kept up.
 */
export async function runFairly(plan: Plan, tempo: Tempo): Promise<Judged> {
  let { speed } = tempo;
  for (let repeated = 0; ; repeated += 1) {
    const outcome = await runPlan(plan, speed);
    for (const took of outcome.startTimes) tempo.learn(took);
    if (outcome.problems.length === 0 || !fellBehind(outcome.startTimes, speed)) return { ...outcome, speed, repeated };
    speed = Math.max(1, speed / 2);
  }
}

/** Seeds one after the other. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
