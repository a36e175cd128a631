import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type SandboxDiscord, startDiscord } from "../../sandbox/discord/start.ts";
import { type SandboxRelay, startRelay } from "../../sandbox/relay/start.ts";
import { openStore, type Store } from "../../sandbox/store.ts";
import { type FreshPostgres, freshPostgres } from "../../test/support/postgres.ts";
import { JOBS, type JobEvidence, toJob } from "../evidence.ts";
import { FastClock } from "../fast-clock.ts";
import { FastProgram } from "../program.ts";

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
    const clock = new FastClock({ origin: Date.now(), speed: 1 });
    const store = openStore();
    const relay = await startRelay({
      port: 0,
      clock,
      store,
      filesDirectory: join(directory, "relay"),
      settings: { workers: 16, speed: 10 },
    });
    const discord = await startDiscord({ port: 0, clock, store, filesDirectory: join(directory, "discord") });
    // Discord would make a few hundred requests in a row last an hour.
    discord.settings.rateLimits = false;
    discord.settings.gateway.startLimits = false;
    const postgres = await freshPostgres();
    return new Town({ clock, store, discord, relay, directory }, postgres);
  }

  /** One process of the program. */
  program(name: string, environment: Readonly<Record<string, string>>): FastProgram {
    const own = join(this.directory, name);
    mkdirSync(own, { recursive: true });
    return new FastProgram({
      environment: {
        DISCORD_TOKEN: this.discord.token,
        DISCORD_API_URL: this.discord.apiUrl,
        RELAY_URL: this.relay.url,
        RELAY_KEY: this.relay.key,
        RELAY_CONCURRENCY: String(PLACES),
        PRIVATE_USE: "dm",
        DATABASE_URL: this.#postgres.url,
        DATA_DIR: join(this.directory, "shared"),
        ...environment,
      },
      directory: own,
      pace: this.clock.pace,
      user: undefined,
      compileCache: join(tmpdir(), "easel-chaos-compile-cache"),
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
