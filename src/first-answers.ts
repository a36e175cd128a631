import type { Clock } from "./clock.ts";

/** Nothing is put off for longer: under a load that never ends, jobs go on as well. */
const LONGEST_MS = 3_000;

/**
 * Lets people go first. Discord gives an interaction three seconds for its first answer, and a person sees how long it
 * takes; a step of a job may come a moment later.
 */
export class FirstAnswers {
  readonly #clock: Clock;
  #owed = 0;
  readonly #others: { readonly since: number; readonly go: () => void }[] = [];
  #looking = false;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An interaction is here. Call what comes back once its first answer has left, or will not. */
  owe(): () => void {
    this.#owed += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#owed -= 1;
      this.#letOthers();
    };
  }

  /** Resolves at once where nobody waits for a first answer; else once nobody does, one caller after the other. */
  given(): Promise<void> {
    if (this.#owed === 0 && this.#others.length === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#others.push({ since: this.#clock.now(), go: resolve });
    this.#letOthers();
    return promise;
  }

  /** One at a time, with a look in between at what came in meanwhile. */
  #letOthers(): void {
    const [first] = this.#others;
    if (this.#looking || first === undefined) return;
    const patience = first.since + LONGEST_MS - this.#clock.now();
    if (this.#owed > 0 && patience > 0) {
      this.#cancelTimer ??= this.#clock.after(patience, () => {
        this.#cancelTimer = null;
        this.#letOthers();
      });
      return;
    }
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#looking = true;
    this.#others.shift();
    first.go();
    setImmediate(() => {
      this.#looking = false;
      this.#letOthers();
    });
  }
}
