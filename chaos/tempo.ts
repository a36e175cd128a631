import { House } from "./house.ts";

/** What a start of the program shall take of a plan's time: a few seconds, as for an operator. */
const START_MS = 9_000;
const SLOWEST = 1;
const FASTEST = 20;
/** As many starts as tell how busy the machine is now. */
const REMEMBERED = 8;

/**
 * How many times as fast plans can go here and now, by what a start of the program takes: a busy machine shall not look
 * like a slow program.
 */
export class Tempo {
  readonly #given: number | null;
  readonly #starts: number[] = [];

  /** `given` holds, whatever starts take. */
  constructor(given: number | null = null) {
    this.#given = given;
  }

  /** Measured by starts side by side, as plans make them. */
  static async measured(atOnce: number): Promise<Tempo> {
    const tempo = new Tempo();
    // The first one compiles everything.
    await measureStart();
    const starts = await Promise.all(Array.from({ length: Math.ceil(atOnce / 3) }, measureStart));
    for (const took of starts) tempo.learn(took);
    return tempo;
  }

  get speed(): number {
    if (this.#given !== null) return this.#given;
    const fitting = Math.round((START_MS / Math.max(...this.#starts)) * 10) / 10;
    return Math.min(FASTEST, Math.max(SLOWEST, fitting));
  }

  /** A start that nothing held up took this long, of the room's milliseconds. */
  learn(startMs: number): void {
    this.#starts.push(startMs);
    if (this.#starts.length > REMEMBERED) this.#starts.shift();
  }
}

/** Whether the machine was too busy for a plan at that speed, by starts of so many of the room's milliseconds. */
export function fellBehind(startTimes: readonly number[], speed: number): boolean {
  return speed > SLOWEST && Math.max(0, ...startTimes) * speed > START_MS * 2;
}

async function measureStart(): Promise<number> {
  const house = await House.open({ speed: 1, relay: {} });
  const begun = Date.now();
  const program = house.program();
  try {
    await new Promise<void>((resolve, reject) => {
      program.watch(/Easel is ready/, resolve);
      void program.ended.then(() => reject(new Error(`the program does not start:\n${program.lines.join("\n")}`)));
    });
    return Date.now() - begun;
  } finally {
    program.signal("SIGKILL");
    await program.ended;
    await house.close();
  }
}
