import { type Clock, sleep } from "../clock.ts";

/** An answer, kept for a while; where there was none, it is asked for again. */
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

  /** What was known last where there is no answer within `waitMs`; it is kept as soon as it is there. */
  async getWithin(waitMs: number): Promise<T | null> {
    const answered = new AbortController();
    const late = sleep(this.#clock, waitMs, answered.signal).then(() => this.#known?.value ?? null);
    const value = await Promise.race([this.get(), late]);
    answered.abort();
    return value;
  }

  /** Null where it is not known now. */
  async get(): Promise<T | null> {
    if (this.#known !== null && this.#known.until > this.#clock.now()) return this.#known.value;
    this.#asking ??= this.#askNow();
    return this.#asking;
  }

  /** What is being asked now was asked too early to be kept. */
  forget(): void {
    this.#known = null;
    this.#asking = null;
  }

  #askNow(): Promise<T | null> {
    const asking: Promise<T | null> = this.#ask()
      .then((value) => {
        if (this.#asking === asking)
          this.#known = value === null ? null : { value, until: this.#clock.now() + this.#forMs };
        return value;
      })
      .finally(() => {
        if (this.#asking === asking) this.#asking = null;
      });
    return asking;
  }
}
