import type { JobStore } from "../jobs/job-store.ts";
import type { UsualDuration } from "./ask-again.ts";

const REMEMBERED = 20;
/** Fewer jobs say little about how far apart they lie. */
const ENOUGH = 4;
/** How far outside the shortest and the longest of them the next one may lie. */
const MARGIN = 0.1;

/** What a model usually takes, from its last jobs: for the bar in the reply, and for asking when an answer is likely. */
export class UsualDurations {
  readonly #store: JobStore;
  readonly #byModel = new Map<string, number[]>();

  constructor(store: JobStore) {
    this.#store = store;
  }

  /** Null for a model that was hardly used. */
  async of(model: string): Promise<UsualDuration | null> {
    let durations = this.#byModel.get(model);
    if (durations === undefined) {
      durations = await this.#store.recentDurations(model, REMEMBERED);
      this.#byModel.set(model, durations);
    }
    const sorted = durations.toSorted((a, b) => a - b);
    const [first, median, last] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    if (sorted.length < ENOUGH || first === undefined || median === undefined || last === undefined) return null;
    return { early: first * (1 - MARGIN), median, late: last * (1 + MARGIN) };
  }

  learn(model: string, durationMs: number): void {
    const durations = this.#byModel.get(model) ?? [];
    this.#byModel.set(model, [durationMs, ...durations].slice(0, REMEMBERED));
  }
}
