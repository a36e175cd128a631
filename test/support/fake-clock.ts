interface Timer {
  due: number;
  run: () => void;
}

/** A clock that only moves when told to. Serves the bot and the sandbox alike, so that both agree on the time. */
export class FakeClock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 10, 21, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time on, running what falls due in its order, each at its own moment. */
  advance(ms: number): void {
    const goal = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.due <= goal).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = goal;
  }

  /** How many timers wait; a test that stops everything can assert that none is left. */
  get pending(): number {
    return this.#timers.size;
  }
}
