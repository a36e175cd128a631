import type { Clock } from "../clock.ts";

const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Discord's ids: milliseconds since 2015 in the upper bits, so that clients can read the time of creation off an id. */
export class Snowflakes {
  readonly #clock: Clock;
  #last: bigint;

  /** `after` is the greatest id ever given: a restart within the same millisecond must not repeat one. */
  constructor(clock: Clock, after = 0n) {
    this.#clock = clock;
    this.#last = after;
  }

  next(): string {
    const earliest = snowflakeAt(this.#clock.now());
    this.#last = earliest > this.#last ? earliest : this.#last + 1n;
    return this.#last.toString();
  }
}

export const snowflakeAt = (ms: number): bigint => (BigInt(Math.floor(ms)) - DISCORD_EPOCH_MS) << 22n;

/** Milliseconds since the Unix epoch at which an id was made. */
export const createdAt = (id: string): number => Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
