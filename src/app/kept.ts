import type { Clock } from "../clock.ts";

/** What Discord said, kept for a while; what it did not say is asked again. */
export class Kept<T> {
  readonly #ask: () => Promise<T | null>;
  readonly #clock: Clock;
  readonly #forMs: number;
  #known: { readonly value: T; readonly until: number } | null = null;
  #asking: Promise<T | null> | null = null;

  constructor(ask: () => Promise<T | null>, clock: Clock, forMs: number) {
    this.#ask = ask;
    this.#clock = clock;
    this.#forMs = forMs;
  }

  /** Null where it is not known now. */
  async get(): Promise<T | null> {
    if (this.#known !== null && this.#known.until > this.#clock.now()) return this.#known.value;
    this.#asking ??= this.#askNow().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  forget(): void {
    this.#known = null;
  }

  async #askNow(): Promise<T | null> {
    const value = await this.#ask();
    this.#known = value === null ? null : { value, until: this.#clock.now() + this.#forMs };
    return value;
  }
}
