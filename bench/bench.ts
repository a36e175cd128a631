/** What one bench found out; times are milliseconds. */
export interface Measurement {
  readonly what: string;
  readonly samples: readonly number[];
}

/** Something whose speed was promised. */
export interface Bench {
  /** What is promised and how it is measured, in a line. */
  readonly about: string;
  readonly run: (say: (line: string) => void) => Promise<readonly Measurement[]>;
}

/** The time a function takes, again and again. */
export async function timed(
  what: string,
  times: number,
  act: (round: number) => Promise<unknown>,
): Promise<Measurement> {
  const samples: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const from = performance.now();
    await act(round);
    samples.push(performance.now() - from);
  }
  return { what, samples };
}

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const ordered = samples.toSorted((one, other) => one - other);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;
}
