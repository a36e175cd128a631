import { makePlan } from "./plan.ts";
import { type Outcome, runPlan } from "./run-plan.ts";

export interface PlansOptions {
  readonly seeds: readonly number[];
  /** How many go on at once. */
  readonly atOnce: number;
  readonly speed: number;
  readonly finished: (outcome: Outcome) => void;
}

/** Runs the plans of these seeds, several at once, each in a house of its own. */
export async function runPlans({ seeds, atOnce, speed, finished }: PlansOptions): Promise<void> {
  const left = [...seeds];
  const next = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift())
      finished(await runPlan(makePlan(seed), speed));
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

/** Seeds one after the other. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
