/** What a model takes from start to result, by its last jobs, in milliseconds. */
export interface UsualDuration {
  /** Hardly a job is done before. */
  readonly early: number;
  readonly median: number;
  /** Hardly a job takes longer. */
  readonly late: number;
}

/** Noticed a quarter of a second late in the middle: as soon as those who ask every half second all the time. */
const CLOSE_MS = 480;
const RAREST_MS = 8_000;
/** How often the reply should move, at least: times in what the job usually takes. */
const MOVES = 3;
/** Where nothing is known: the longer it took so far, the rarer. */
const UNKNOWN_SHARE = 8;

/** When to ask the relay again about a job that runs for `elapsedMs`: rarely, until it is likely to be done. */
export function askAgainIn(elapsedMs: number, usual: UsualDuration | null): number {
  if (usual === null) return within(elapsedMs / UNKNOWN_SHARE);
  if (elapsedMs < usual.early) return within(Math.min(usual.early - elapsedMs, usual.median / MOVES));
  if (elapsedMs <= usual.late) return CLOSE_MS;
  return within(CLOSE_MS + (elapsedMs - usual.late) / UNKNOWN_SHARE);
}

function within(ms: number): number {
  return Math.round(Math.min(RAREST_MS, Math.max(CLOSE_MS, ms)));
}
