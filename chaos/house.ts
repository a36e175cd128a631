import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SandboxDiscord } from "../sandbox/discord/start.ts";
import type { RelaySettings } from "../sandbox/relay/settings.ts";
import { type SandboxRelay, startRelay } from "../sandbox/relay/start.ts";
import type { Store } from "../sandbox/store.ts";
import { Disk } from "./disk.ts";
import type { FastClock } from "./fast-clock.ts";
import { FastProgram, type ProgramOptions } from "./program.ts";
import { environmentOf, openSandboxes } from "./sandboxes.ts";

export interface HouseOptions {
  readonly speed: number;
  readonly relay: Partial<RelaySettings>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the program's disk is so small that it can be filled. */
  readonly smallDisk?: boolean;
}

/** Both sandboxes at a plan's pace, and the disk the program lives on. */
export class House {
  readonly clock: FastClock;
  readonly store: Store;
  readonly discord: SandboxDiscord;
  readonly disk: Disk;
  readonly #place: string;
  readonly #options: HouseOptions;
  relay: SandboxRelay;

  private constructor(
    parts: Pick<House, "clock" | "store" | "discord" | "disk" | "relay">,
    place: string,
    options: HouseOptions,
  ) {
    this.clock = parts.clock;
    this.store = parts.store;
    this.discord = parts.discord;
    this.disk = parts.disk;
    this.relay = parts.relay;
    this.#place = place;
    this.#options = options;
  }

  static async open(options: HouseOptions): Promise<House> {
    const place = await mkdtemp(join(tmpdir(), "easel-chaos-"));
    const disk = new Disk(place, options.smallDisk ?? true);
    return new House({ ...(await openSandboxes(place, options)), disk }, place, options);
  }

  program(dieAtMoment = 0, more: Partial<ProgramOptions> = {}): FastProgram {
    return new FastProgram({
      environment: {
        ...environmentOf(this),
        DATA_DIR: join(this.disk.directory, "bot"),
        ...this.#options.environment,
      },
      directory: this.#place,
      pace: this.clock.pace,
      user: this.disk.user,
      dieAtMoment,
      ...more,
    });
  }

  /** The relay's process ends: connections are refused until `startRelay`. */
  stopRelay(): Promise<void> {
    return this.relay.stop();
  }

  async startRelay(): Promise<void> {
    const { settings, faults } = this.relay;
    this.relay = await startRelay({
      port: Number(new URL(this.relay.url).port),
      clock: this.clock,
      store: this.store,
      filesDirectory: join(this.#place, "relay"),
      settings: settings.current,
    });
    for (const { fault, left } of faults.list()) this.relay.faults.add({ ...fault, times: left });
  }

  /** A number out of the program's database; 0 while there is none. */
  count(sql: string): number {
    if (!existsSync(this.disk.database)) return 0;
    const database = new DatabaseSync(this.disk.database, { readOnly: true, timeout: 1_000 });
    try {
      return Number(database.prepare(sql).get()?.["count"] ?? 0);
    } finally {
      database.close();
    }
  }

  /** Whether there is a database file in which no migration has come to its end. */
  isHalfMade(): boolean {
    if (!existsSync(this.disk.database)) return false;
    try {
      return this.count("select count(*) as count from kysely_migration") === 0;
    } catch {
      return true;
    }
  }

  async close(): Promise<void> {
    await this.discord.stop();
    await this.relay.stop();
    this.store.close();
    this.disk.remove();
    await rm(this.#place, { recursive: true, force: true });
  }
}
