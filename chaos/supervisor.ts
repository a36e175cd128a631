import type { House } from "./house.ts";
import type { FastProgram } from "./program.ts";

/** An end of the program that nobody asked for. */
export interface OwnEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lastLines: readonly string[];
  /** What went wrong around it, as far as the harness did it. */
  readonly during: string;
}

/** Pauses before a new start, of the plan's milliseconds, as a service manager makes them. */
const RESTART_MS = 3_000;
const AFTER_DEATH_MS = 1_000;
const READY = /Easel is ready/;
/** An orderly stop may take its steps' patience; more than this is one that hangs. */
const LONGEST_STOP_MS = 60_000;

/** Keeps the program running like a service manager does, and kills it like a bad day does. */
export class Supervisor {
  readonly programs: FastProgram[] = [];
  readonly ownEnds: OwnEnd[] = [];
  readonly problems: string[] = [];
  /** How long each start took that nothing held up, of the room's milliseconds. */
  readonly startTimes: number[] = [];
  readonly counts = {
    starts: 0,
    kills: 0,
    deathsAtMoment: 0,
    deathsBeforeReady: 0,
    deathsInMigrations: 0,
    terminations: 0,
  };
  readonly #house: House;
  readonly #deaths: readonly number[];
  readonly #trouble: () => string;
  #current: FastProgram | null = null;
  #downMs: number | null = null;
  #ending = false;

  constructor(house: House, deaths: readonly number[], trouble: () => string) {
    this.#house = house;
    this.#deaths = deaths;
    this.#trouble = trouble;
  }

  start(): void {
    if (this.#current !== null || this.#ending) return;
    const program = this.#house.program(this.#deaths[this.counts.starts] ?? 0);
    this.counts.starts += 1;
    this.programs.push(program);
    const begun = Date.now();
    if (this.#trouble() === "") {
      program.watch(READY, () => {
        if (this.#trouble() === "") this.startTimes.push(Date.now() - begun);
      });
    }
    this.#current = program;
    void program.ended.then(({ code, signal }) => this.#ended(program, code, signal));
  }

  kill(downMs: number): void {
    if (this.#current === null) return;
    this.counts.kills += 1;
    this.#downMs = downMs;
    this.#current.signal("SIGKILL");
  }

  killAt(line: string, downMs: number): void {
    const program = this.#current;
    program?.watch(new RegExp(line), () => {
      if (program === this.#current) this.kill(downMs);
    });
  }

  async terminate(downMs: number): Promise<void> {
    const program = this.#current;
    if (program === null || this.#downMs !== null) return;
    this.counts.terminations += 1;
    this.#downMs = downMs;
    await this.#stop(program);
  }

  /** Stops the program in order and starts none any more. */
  async end(): Promise<void> {
    this.#ending = true;
    if (this.#current !== null) await this.#stop(this.#current);
  }

  /** Leaves nothing behind, whatever happened. */
  async destroy(): Promise<void> {
    this.#ending = true;
    for (const program of this.programs) if (!program.hasEnded) program.signal("SIGKILL");
    await Promise.all(this.programs.map(({ ended }) => ended));
  }

  get isRunning(): boolean {
    return this.#current !== null;
  }

  async #stop(program: FastProgram): Promise<void> {
    // Before the program listens to signals, SIGTERM ends it as it ends any process.
    program.signal("SIGTERM");
    const patience = this.#house.clock.sleep(LONGEST_STOP_MS).then(() => null);
    const ended = await Promise.race([program.ended, patience]);
    if (ended === null) {
      this.problems.push(`SIGTERM was not obeyed within ${LONGEST_STOP_MS} ms`);
      program.signal("SIGKILL");
      await program.ended;
    } else if (ended.code !== 0 && ended.signal !== "SIGTERM" && ended.signal !== "SIGKILL") {
      // It may have been about to say why it cannot start.
      this.#endedByItself(program, ended);
    }
  }

  #ended(program: FastProgram, code: number | null, signal: string | null): void {
    if (program !== this.#current) return;
    this.#current = null;
    if (this.#ending) return;
    let pauseMs = this.#downMs;
    this.#downMs = null;
    if (signal === "SIGKILL") this.#countUnready(program);
    if (pauseMs === null && signal === "SIGKILL") {
      this.counts.deathsAtMoment += 1;
      pauseMs = AFTER_DEATH_MS;
    } else if (pauseMs === null) {
      this.#endedByItself(program, { code, signal });
      pauseMs = RESTART_MS;
    }
    void this.#house.clock.sleep(pauseMs ?? 0).then(() => this.start());
  }

  #endedByItself({ lines }: FastProgram, { code, signal }: Pick<OwnEnd, "code" | "signal">): void {
    this.ownEnds.push({ code, signal, lastLines: lines.slice(-4), during: this.#trouble() });
  }

  #countUnready(program: FastProgram): void {
    if (program.lines.some((line) => READY.test(line))) return;
    this.counts.deathsBeforeReady += 1;
    if (this.#house.isHalfMade()) this.counts.deathsInMigrations += 1;
  }
}
