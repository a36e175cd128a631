import type { Clock } from "../sandbox/clock.ts";

/** Where a plan's time begins and how fast it goes; every process of the plan reckons with the same two numbers. */
export interface Pace {
  /** Milliseconds since the Unix epoch at which the machine's time and the plan's time were the same. */
  readonly origin: number;
  /** How many milliseconds pass in the plan while one passes in the room. */
  readonly speed: number;
}

/** The sandbox's clock at a plan's pace; child/fast-time.ts does the same to the program's own. */
export class FastClock implements Clock {
  #pace: Pace;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get pace(): Pace {
    return this.#pace;
  }

  /** From now on time goes that much faster; what waits already comes when it would have come. */
  hurry(speed: number): void {
    const now = this.now();
    this.#pace = { origin: (Date.now() * speed - now) / (speed - 1), speed };
  }

  now(): number {
    const { origin, speed } = this.#pace;
    return Math.floor(origin + (Date.now() - origin) * speed);
  }

  after(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, Math.max(0, ms) / this.#pace.speed);
    return () => clearTimeout(timer);
  }

  /** Resolves after that many of the plan's milliseconds. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms) / this.#pace.speed));
  }
}
