import type { JobStore } from "../jobs/job-store.ts";

const REMEMBERED = 9;

/** What a model usually takes from start to result, from its last jobs: the median, for the bar in the reply. */
export class UsualDurations {
  readonly #store: JobStore;
  readonly #byModel = new Map<string, number[]>();

  constructor(store: JobStore) {
    this.#store = store;
  }

  /** Milliseconds; null for a model that was never used. */
  async of(model: string): Promise<number | null> {
    let durations = this.#byModel.get(model);
    if (durations === undefined) {
      durations = await this.#store.recentDurations(model, REMEMBERED);
      this.#byModel.set(model, durations);
    }
    const sorted = durations.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }

  learn(model: string, durationMs: number): void {
    const durations = this.#byModel.get(model) ?? [];
    this.#byModel.set(model, [durationMs, ...durations].slice(0, REMEMBERED));
  }
}
