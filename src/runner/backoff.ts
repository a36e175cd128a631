const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long to wait after `attempts` failed tries in a row: doubling from a second to a minute. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10));
}
