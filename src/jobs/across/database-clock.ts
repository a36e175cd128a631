import { sql } from "kysely";
import type { Clock } from "../../clock.ts";

/** Milliseconds since the Unix epoch by the database's clock: those of several machines may differ. */
export const DATABASE_NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** An answer that took longer says too little of when it was given. */
const PROMPT_MS = 1_000;

/** A machine's clock, set by the database's: what is due is then due on all machines at once. */
export class DatabaseClock implements Clock {
  readonly #own: Clock;
  #behindMs: number | null = null;

  constructor(own: Clock) {
    this.#own = own;
  }

  now(): number {
    return Math.round(this.#own.now() + (this.#behindMs ?? 0));
  }

  after(ms: number, run: () => void): () => void {
    return this.#own.after(ms, run);
  }

  /** The database just said so, asked at that moment of the machine's own. */
  set(databaseNow: number, askedAt: number): void {
    const answeredAt = this.#own.now();
    if (this.#behindMs !== null && answeredAt - askedAt > PROMPT_MS) return;
    this.#behindMs = databaseNow - (askedAt + answeredAt) / 2;
  }
}
