const MOST = 5;
const WINDOW_MS = 5_000;

/** Five edits in five seconds for each interaction's token, as has been seen of Discord. */
export class EditLimits {
  readonly #buckets = new Map<string, { used: number; resetAt: number }>();
  readonly #now: () => number;

  constructor(now = Date.now) {
    this.#now = now;
  }

  /** Counts an edit. A refused one is told when to come again. */
  take(token: string): { readonly status: 200 | 429; readonly headers: Record<string, string> } {
    const now = this.#now();
    const known = this.#buckets.get(token);
    const bucket = known !== undefined && known.resetAt > now ? known : { used: 0, resetAt: now + WINDOW_MS };
    this.#buckets.set(token, bucket);
    const seconds = String((bucket.resetAt - now) / 1_000);
    const refused = bucket.used >= MOST;
    if (!refused) bucket.used += 1;
    const headers = {
      "x-ratelimit-limit": String(MOST),
      "x-ratelimit-remaining": String(MOST - bucket.used),
      "x-ratelimit-reset": String(bucket.resetAt / 1_000),
      "x-ratelimit-reset-after": seconds,
      "x-ratelimit-bucket": "edits",
    };
    if (!refused) return { status: 200, headers };
    return { status: 429, headers: { ...headers, "retry-after": seconds, "x-ratelimit-scope": "user" } };
  }
}
