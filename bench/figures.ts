/** What several rounds of the same came to. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The value at or below which `share` of the samples lie; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const ordered = samples.toSorted((one, other) => one - other);
  const rank = Math.max(1, Math.ceil(ordered.length * share));
  return ordered[rank - 1] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export function mean(samples: readonly number[]): number {
  return samples.reduce((sum, each) => sum + each, 0) / samples.length;
}

export function spread(rounds: readonly number[]): Spread {
  return { min: quantile(rounds, 0), median: median(rounds), max: quantile(rounds, 1) };
}

/** The usual columns of times in milliseconds; with rounds, each as what the rounds came to. */
export function times(rounds: readonly (readonly number[])[]) {
  const each = (share: number) => spread(rounds.map((samples) => quantile(samples, share)));
  return { "p50 ms": each(0.5), "p95 ms": each(0.95), "p99 ms": each(0.99), "max ms": each(1) };
}

/** The same numbers at every run, between 0 and 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
