const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long to wait after `attempts` failed tries in a row: doubling from a second to a minute. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10));
}

const SOONEST_ASK_MS = 500;
const LATEST_ASK_MS = 8_000;

/** When to ask the relay again about a job it has had for `elapsedMs`: the older the job, the rarer. */
export function askAgainIn(elapsedMs: number): number {
  return Math.min(LATEST_ASK_MS, Math.max(SOONEST_ASK_MS, Math.round(elapsedMs / 4)));
}
