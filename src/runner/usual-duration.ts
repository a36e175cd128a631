import type { JobStore } from "../jobs/job-store.ts";
import type { UsualDuration } from "./ask-again.ts";

const REMEMBERED = 20;
/** How far outside the shortest and the longest of them the next one may lie: the fewer they are, the farther. */
const MARGIN = 0.05;
const MARGIN_OF_ONE = 0.5;

/** What a model usually takes, from its last jobs: for the bar in the reply, and for asking when an answer is likely. */
export class UsualDurations {
  readonly #store: JobStore;
  readonly #byModel = new Map<string, number[]>();

  constructor(store: JobStore) {
    this.#store = store;
  }

  /** Null for a model that was never used. */
  async of(model: string): Promise<UsualDuration | null> {
    let durations = this.#byModel.get(model);
    if (durations === undefined) {
      durations = await this.#store.recentDurations(model, REMEMBERED);
      this.#byModel.set(model, durations);
    }
    return usualAmong(durations);
  }

  learn(model: string, durationMs: number): void {
    const durations = this.#byModel.get(model) ?? [];
    this.#byModel.set(model, [durationMs, ...durations].slice(0, REMEMBERED));
  }
}

/** Null where there are none. */
export function usualAmong(durations: readonly number[]): UsualDuration | null {
  const sorted = durations.toSorted((a, b) => a - b);
  const [first, median, last] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (first === undefined || median === undefined || last === undefined) return null;
  const margin = MARGIN + (MARGIN_OF_ONE - MARGIN) / sorted.length;
  return { early: first * (1 - margin), median, late: last * (1 + margin) };
}
