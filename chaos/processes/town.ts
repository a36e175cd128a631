import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { SandboxDiscord } from "../../sandbox/discord/start.ts";
import type { SandboxRelay } from "../../sandbox/relay/start.ts";
import type { Store } from "../../sandbox/store.ts";
import { type FreshPostgres, freshPostgres } from "../../test/support/postgres.ts";
import { JOBS, type JobEvidence, toJob } from "../evidence.ts";
import type { FastClock } from "../fast-clock.ts";
import { FastProgram } from "../program.ts";
import { environmentOf, openSandboxes } from "../sandboxes.ts";

/** Requests that the relay may have at once from all processes together. */
export const PLACES = 6;

/** Both sandboxes, a PostgreSQL, and the directory that the processes of one machine share; all at the machine's pace. */
export class Town {
  readonly clock: FastClock;
  readonly store: Store;
  readonly discord: SandboxDiscord;
  readonly relay: SandboxRelay;
  readonly directory: string;
  readonly #postgres: FreshPostgres;
  readonly #pool: pg.Pool;

  private constructor(
    parts: Pick<Town, "clock" | "store" | "discord" | "relay" | "directory">,
    postgres: FreshPostgres,
  ) {
    this.clock = parts.clock;
    this.store = parts.store;
    this.discord = parts.discord;
    this.relay = parts.relay;
    this.directory = parts.directory;
    this.#postgres = postgres;
    this.#pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
    this.#pool.on("error", () => {});
  }

  static async open(): Promise<Town> {
    const directory = await mkdtemp(join(tmpdir(), "easel-processes-"));
    const sandboxes = await openSandboxes(directory, { speed: 1, relay: { workers: 16, speed: 10 } });
    // Discord would make a few hundred requests in a row last an hour.
    sandboxes.discord.settings.rateLimits = false;
    return new Town({ ...sandboxes, directory }, await freshPostgres());
  }

  /** One process of the program. */
  program(name: string, environment: Readonly<Record<string, string>>): FastProgram {
    const own = join(this.directory, name);
    mkdirSync(own, { recursive: true });
    return new FastProgram({
      environment: {
        ...environmentOf(this),
        RELAY_CONCURRENCY: String(PLACES),
        DATABASE_URL: this.#postgres.url,
        DATA_DIR: join(this.directory, "shared"),
        ...environment,
      },
      directory: own,
      pace: this.clock.pace,
      user: undefined,
      dieAtMoment: 0,
    });
  }

  /** Null while there is no table. */
  async jobs(): Promise<JobEvidence[] | null> {
    try {
      return (await this.#pool.query(JOBS)).rows.map(toJob);
    } catch {
      return null;
    }
  }

  async count(sql: string): Promise<number> {
    return Number((await this.#pool.query(sql)).rows[0]?.count ?? 0);
  }

  async close(): Promise<void> {
    await this.#pool.end();
    await this.discord.stop();
    await this.relay.stop();
    this.store.close();
    await this.#postgres.drop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
