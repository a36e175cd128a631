import { describe, megabytes, type SoakResult } from "./soak.ts";

/** By how much memory may differ from where it was. */
const TOLERANCE = 0.1;

/** Those that nobody heard of in time are asked for again; of the others nothing fails by itself. */
const FEWEST_DELIVERED = 0.5;

/** What a soak came to in figures, and what of it is a leak. */
export function judgeSoak(result: SoakResult): { readonly lines: string[]; readonly problems: string[] } {
  const { before, after, jobs, ends, tookMs, planMs, peakResidentBytes } = result;
  const share = (from: number, to: number) => `${((to / from - 1) * 100).toFixed(1)} %`;
  const lines = [
    `${jobs} jobs in ${Math.round(tookMs / 1000)} s of the room's time, ${Math.round(planMs / 60_000)} minutes of theirs`,
    `ends: ${Object.entries(ends)
      .map(([end, count]) => `${count} ${end}`)
      .join(", ")}`,
    `before: ${describe(before)}`,
    `after:  ${describe(after)}`,
    `held ${share(before.heapBytes, after.heapBytes)}, resident ${share(before.residentBytes, after.residentBytes)}, at most ${megabytes(peakResidentBytes)} resident`,
  ];
  const problems: string[] = [];
  const delivered = ends["delivered"] ?? 0;
  if (delivered < jobs * FEWEST_DELIVERED) problems.push(`only ${delivered} of ${jobs} jobs were delivered`);
  if (after.heapBytes > before.heapBytes * (1 + TOLERANCE)) problems.push("memory held by the program grew");
  if (after.residentBytes > before.residentBytes * (1 + TOLERANCE)) problems.push("the process grew");
  problems.push(
    ...more("open", before.descriptors, after.descriptors),
    ...more("active", before.resources, after.resources),
  );
  return { lines, problems };
}

function more(
  what: string,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  return (
    Object.entries(after)
      // What wraps a file, pipe or socket is counted by its descriptor: the object itself may wait for the collector.
      .filter(([kind, count]) => !kind.endsWith("Wrap") && count > (before[kind] ?? 0))
      .map(([kind, count]) => `${count - (before[kind] ?? 0)} more ${kind} ${what}`)
  );
}
