import { describeJob } from "../invariants/jobs.ts";
import type { ProcessesOutcome } from "./run-processes.ts";

/** What was done, and what was found; where something did not hold, or it is wanted, all of it. */
export function reportProcesses(outcome: ProcessesOutcome, verbose: boolean): string[] {
  const { problems, evidence, counts, mostAtRelay, tookMs } = outcome;
  const ends = Object.entries(Object.groupBy(evidence.jobs, ({ state, failure }) => failure?.kind ?? state));
  const all = verbose || problems.length > 0;
  return [
    ...(all ? evidence.lines.map((line) => line.slice(0, 600)) : []),
    ...(all ? evidence.jobs.map(describeJob) : []),
    `${evidence.jobs.length} jobs in ${Math.round(tookMs / 1000)} s: ${ends.map(([end, each]) => `${each?.length} ${end}`).join(", ")}`,
    `${counts.starts} starts, ${counts.kills} kills, ${counts.terminations} stops; at most ${mostAtRelay} at the relay`,
    ...problems.map((problem) => `✗ ${problem}`),
    problems.length === 0 ? "everything held" : `${problems.length} did not hold`,
  ];
}
