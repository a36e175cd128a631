import type { FastProgram } from "../program.ts";
import type { OwnEnd } from "../supervisor.ts";
import type { Town } from "./town.ts";

/** Two gateways with a shard each, and three workers. */
export const CREW = {
  "gateway-0": { ROLE: "gateway", SHARDS: "0/2" },
  "gateway-1": { ROLE: "gateway", SHARDS: "1/2" },
  "worker-1": { ROLE: "worker" },
  "worker-2": { ROLE: "worker" },
  "worker-3": { ROLE: "worker" },
} as const satisfies Record<string, Record<string, string>>;

export type Member = keyof typeof CREW;
export const MEMBERS = Object.keys(CREW) as Member[];

/** A stop in order may take the program's own patience, not more. */
const LONGEST_STOP_MS = 30_000;
const READY = /Easel is ready/;

/** The processes, each started again when it ends, as a service manager does. */
export class Crew {
  readonly programs: FastProgram[] = [];
  readonly ownEnds: OwnEnd[] = [];
  readonly problems: string[] = [];
  readonly counts = { starts: 0, kills: 0, terminations: 0 };
  readonly #town: Town;
  readonly #now = new Map<Member, FastProgram>();
  readonly #ready = new Set<FastProgram>();
  /** How long each is to stay down, of those that somebody ends. */
  readonly #down = new Map<FastProgram, number>();
  #ending = false;

  constructor(town: Town) {
    this.#town = town;
  }

  /** @returns when it says that it is ready, or ends before */
  start(member: Member): Promise<void> {
    if (this.#ending || this.#now.has(member)) return Promise.resolve();
    const program = this.#town.program(member, CREW[member]);
    this.counts.starts += 1;
    this.programs.push(program);
    this.#now.set(member, program);
    void program.ended.then(({ code, signal }) => this.#ended(member, program, code, signal));
    return new Promise((ready) => {
      program.watch(READY, () => {
        this.#ready.add(program);
        ready();
      });
      void program.ended.then(() => ready());
    });
  }

  /** Those that run and were not told to end. */
  get up(): Member[] {
    return MEMBERS.filter((member) => {
      const program = this.#now.get(member);
      return program !== undefined && this.#ready.has(program) && !this.#down.has(program);
    });
  }

  kill(member: Member, downMs: number): void {
    const program = this.#now.get(member);
    if (program === undefined || this.#down.has(program)) return;
    this.counts.kills += 1;
    this.#down.set(program, downMs);
    program.signal("SIGKILL");
  }

  async terminate(member: Member, downMs: number): Promise<void> {
    const program = this.#now.get(member);
    if (program === undefined || this.#down.has(program)) return;
    this.counts.terminations += 1;
    this.#down.set(program, downMs);
    await this.#stop(member, program);
  }

  /** Everyone in order, and nobody comes back. */
  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#now].map(([member, program]) => this.#stop(member, program)));
  }

  /** Leaves nothing behind, whatever happened. */
  async destroy(): Promise<void> {
    this.#ending = true;
    for (const program of this.programs) if (!program.hasEnded) program.signal("SIGKILL");
    await Promise.all(this.programs.map(({ ended }) => ended));
  }

  async #stop(member: Member, program: FastProgram): Promise<void> {
    this.#down.set(program, this.#down.get(program) ?? 0);
    program.signal("SIGTERM");
    const late = setTimeout(() => {
      this.problems.push(`${member} did not stop in order`);
      program.signal("SIGKILL");
    }, LONGEST_STOP_MS);
    await program.ended;
    clearTimeout(late);
  }

  #ended(member: Member, program: FastProgram, code: number | null, signal: string | null): void {
    if (this.#now.get(member) === program) this.#now.delete(member);
    const downMs = this.#down.get(program);
    if (downMs === undefined) {
      const lastLines = [member, ...program.lines.slice(-5)];
      this.ownEnds.push({ code, signal, lastLines, during: "" });
    }
    if (!this.#ending) setTimeout(() => void this.start(member), downMs ?? 1_000);
  }
}
