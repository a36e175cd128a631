import { freshPostgres } from "../../test/support/postgres.ts";
import type { Program, Used } from "./program.ts";
import type { Town } from "./town.ts";

/** Which processes carry the jobs, and where they keep them. */
export type Cast =
  | "SQLite"
  | "PostgreSQL"
  | "PostgreSQL, a gateway and 1 worker"
  | "PostgreSQL, a gateway and 3 workers";

const WORKERS: Readonly<Record<Cast, number>> = {
  SQLite: 0,
  PostgreSQL: 0,
  "PostgreSQL, a gateway and 1 worker": 1,
  "PostgreSQL, a gateway and 3 workers": 3,
};

/** The program's processes, measured as if they were one. */
export class Crew {
  readonly #programs: readonly Program[];
  readonly #dismissed: () => Promise<void>;

  private constructor(programs: readonly Program[], dismissed: () => Promise<void>) {
    this.#programs = programs;
    this.#dismissed = dismissed;
  }

  static async start(town: Town, cast: Cast, nodeOptions: readonly string[] = []): Promise<Crew> {
    if (cast === "SQLite") return new Crew([await town.start({ nodeOptions })], async () => {});
    const { url: DATABASE_URL, drop } = await freshPostgres();
    const roles = WORKERS[cast] === 0 ? ["all"] : ["gateway", ...Array.from({ length: WORKERS[cast] }, () => "worker")];
    const programs: Program[] = [];
    for (const ROLE of roles) programs.push(await town.start({ environment: { DATABASE_URL, ROLE }, nodeOptions }));
    return new Crew(programs, drop);
  }

  /** Sums of all, and the loop that was latest. */
  async used(question: "now" | "collect" = "now"): Promise<Used> {
    const all = await Promise.all(this.#programs.map((program) => program.used(question)));
    const sum = (read: (each: Used) => number) => all.reduce((total, each) => total + read(each), 0);
    const latest = (read: (each: Used["lagMs"]) => number) => Math.max(...all.map(({ lagMs }) => read(lagMs)));
    return {
      rss: sum(({ rss }) => rss),
      heapUsed: sum(({ heapUsed }) => heapUsed),
      external: sum(({ external }) => external),
      cpuMs: sum(({ cpuMs }) => cpuMs),
      lagMs: { p50: latest(({ p50 }) => p50), p99: latest(({ p99 }) => p99), max: latest(({ max }) => max) },
    };
  }

  watchLoops(): void {
    for (const program of this.#programs) program.watchLoop();
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop("SIGKILL")));
    await this.#dismissed();
  }
}
