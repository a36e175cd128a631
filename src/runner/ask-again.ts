/** What a model takes from start to result, by its last jobs, in milliseconds. */
export interface UsualDuration {
  /** Hardly a job is done before. */
  readonly early: number;
  readonly median: number;
  /** Hardly a job takes longer. */
  readonly late: number;
}

export interface Asked {
  /** How long the job runs, or waits. */
  readonly elapsedMs: number;
  /** Null where nothing is known. */
  readonly usual: UsualDuration | null;
  /** The relay will call when it is done: asking only moves the reply, and is the net below. */
  readonly expected: boolean;
}

/** Noticed a quarter of a second late in the middle: as soon as those who ask every half second all the time. */
const CLOSE_MS = 480;
const RAREST_MS = 8_000;
/** How often the reply should move, at least: times in what the job usually takes. */
const MOVES = 3;
/** Where nothing is known: the longer it took so far, the rarer. */
const UNKNOWN_SHARE = 8;

const EXPECTED_CLOSEST_MS = 2_000;
const EXPECTED_RAREST_MS = 60_000;
const EXPECTED_SHARE = 4;

/** A submit's answer is news enough for a moment; a job that takes long is not looked for at once. */
const FIRST_SHARE = 6;
const FIRST_LATEST_MS = 2_000;

/** How long after its submit a request is first asked about. */
export function firstAskAfter({ usual, expected }: Omit<Asked, "elapsedMs">): number {
  if (expected) return EXPECTED_CLOSEST_MS;
  return Math.round(Math.min(FIRST_LATEST_MS, Math.max(CLOSE_MS, (usual?.early ?? 0) / FIRST_SHARE)));
}

/** When to ask the relay again: rarely, until the job is likely to be done. */
export function askAgainIn({ elapsedMs, usual, expected }: Asked): number {
  if (expected) return whileExpected(elapsedMs, usual);
  if (usual === null) return within(CLOSE_MS, elapsedMs / UNKNOWN_SHARE, RAREST_MS);
  if (elapsedMs < usual.early) {
    return within(CLOSE_MS, Math.min(usual.early - elapsedMs, usual.median / MOVES), RAREST_MS);
  }
  if (elapsedMs <= usual.late) return CLOSE_MS;
  return within(CLOSE_MS, CLOSE_MS + (elapsedMs - usual.late) / UNKNOWN_SHARE, RAREST_MS);
}

/** For the reply some moves on the way, then once when it should be done, then ever more rarely. */
function whileExpected(elapsedMs: number, usual: UsualDuration | null): number {
  const untilLate = (usual?.late ?? 0) - elapsedMs;
  const move = usual === null ? 0 : usual.median / MOVES;
  const next = untilLate > 0 ? Math.min(untilLate, move) : elapsedMs / EXPECTED_SHARE;
  return within(EXPECTED_CLOSEST_MS, next, EXPECTED_RAREST_MS);
}

/** Times in milliseconds between two questions of a process, on average: the relay hears no more than 400 a second. */
const APART_MS = 2.5;

/** How long to wait with a job beside `others`: the more there are, the rarer each is asked about. */
export function spaced(ms: number, others: number): number {
  return ms === 0 ? 0 : Math.max(ms, Math.round(others * APART_MS));
}

function within(least: number, ms: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, ms)));
}
