import type { Clock } from "../clock.ts";
import { archivedFile } from "../jobs/stored.ts";
import type { Database } from "../storage/database.ts";
import type { Forgetting } from "./forgetting.ts";
import { KEPT } from "./kept.ts";
import type { ViewStore } from "./view-store.ts";

const DAY_MS = 86_400_000;
const BYTES_PER_MEGABYTE = 1_000_000;
/** Jobs that are looked at, or emptied, at once. */
const CHUNK = 200;
const COUNTED_AT_ONCE = 1_000;
/** How long the lists of /history and /gallery can be turned over. */
export const VIEW_DAYS = 7;

/** What a guild's moderators decided; null: no bound. */
export interface Retention {
  readonly days: number | null;
  readonly megabytes: number | null;
}

export interface RetentionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly forgetting: Forgetting;
  readonly views: ViewStore;
  /** What other rooms keep for a while. */
  readonly alsoOld?: readonly (() => Promise<void>)[];
  /** Whether it is this process's to do; absent: always. */
  readonly mayRun?: () => Promise<boolean>;
  readonly retentionOf: (guildId: string) => Promise<Retention>;
  /** Hears of a sweep that emptied something, and of one that failed. */
  readonly swept: (jobs: number) => void;
  readonly failed: (error: unknown) => void;
}

/** Holds what is stored to what the moderators decided: at every start, and each day from then on. Favourites stay. */
export class RetentionSweep {
  readonly #options: RetentionOptions;
  #stopTimer: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopTimer = this.#options.clock.after(DAY_MS, () => this.start());
    this.#running = this.#running.then(() => this.#sweepOrReport());
  }

  /** Resolves when a sweep under way has let go of the database. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopTimer?.();
    await this.#running;
  }

  /** @returns how many jobs were emptied */
  async sweep(): Promise<number> {
    const { database, clock, forgetting, views, retentionOf, alsoOld = [] } = this.#options;
    await views.forgetOlderThan(clock.now() - VIEW_DAYS * DAY_MS);
    for (const forgetOld of alsoOld) await forgetOld();
    await forgetting.dropUserIds();
    const guilds = await database.selectFrom("jobs").select("guild_id").distinct().execute();
    let count = 0;
    for (const { guild_id } of guilds) {
      if (guild_id === null) continue;
      const { days, megabytes } = await retentionOf(guild_id);
      if (days !== null) count += await this.#sweepOld(guild_id, clock.now() - days * DAY_MS);
      if (megabytes !== null) count += await this.#sweepLarge(guild_id, megabytes * BYTES_PER_MEGABYTE);
    }
    return count;
  }

  async #sweepOrReport(): Promise<void> {
    if (this.#stopped) return;
    const { mayRun = async () => true } = this.#options;
    try {
      if (!(await mayRun())) return;
      const jobs = await this.sweep();
      if (jobs > 0) this.#options.swept(jobs);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  /** Jobs from before a moment, whether they have pictures or not: their prompts are kept no longer either. */
  async #sweepOld(guildId: string, before: number): Promise<number> {
    for (let count = 0; ; ) {
      const rows = this.#stopped ? [] : await this.#sweepable(guildId).where("created_at", "<", before).execute();
      if (rows.length === 0) return count;
      await this.#options.forgetting.forgetJobs(rows.map(({ id }) => id));
      count += rows.length;
    }
  }

  /** The oldest beyond what all pictures together may take. Favourites take their part of it. */
  async #sweepLarge(guildId: string, mostBytes: number): Promise<number> {
    const total = await this.#bytesOf(guildId);
    let beyond = total - mostBytes;
    let count = 0;
    while (beyond > 0 && !this.#stopped) {
      const rows = await this.#sweepable(guildId).where(KEPT).execute();
      const doomed: string[] = [];
      for (const { id, files } of rows) {
        if (beyond <= 0) break;
        beyond -= bytesIn(files);
        doomed.push(id);
      }
      if (doomed.length === 0) break;
      await this.#options.forgetting.forgetJobs(doomed);
      count += doomed.length;
    }
    return count;
  }

  async #bytesOf(guildId: string): Promise<number> {
    let total = 0;
    for (let last = { created_at: 0, id: "" }; ; ) {
      const rows = await this.#options.database
        .selectFrom("jobs")
        .select(["created_at", "id", "files"])
        .where("guild_id", "=", guildId)
        .where(KEPT)
        .where(({ eb, refTuple, tuple }) => eb(refTuple("created_at", "id"), ">", tuple(last.created_at, last.id)))
        .orderBy("created_at")
        .orderBy("id")
        .limit(COUNTED_AT_ONCE)
        .execute();
      for (const { files } of rows) total += bytesIn(files);
      const [beyond] = rows.slice(-1);
      if (beyond === undefined || rows.length < COUNTED_AT_ONCE) return total;
      last = beyond;
    }
  }

  /** Ended jobs of a guild that are nobody's favourite, oldest first. */
  #sweepable(guildId: string) {
    return this.#options.database
      .selectFrom("jobs")
      .select(["id", "files"])
      .where("guild_id", "=", guildId)
      .where("forgotten_at", "is", null)
      .where("told_at", "is not", null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("favourites").select("favourites.job_id").whereRef("favourites.job_id", "=", "jobs.id"))),
      )
      .orderBy("created_at")
      .orderBy("id")
      .limit(CHUNK);
  }
}

function bytesIn(files: string | null): number {
  const kept = archivedFile.array().parse(JSON.parse(files ?? "[]"));
  return kept.reduce((sum, { bytes }) => sum + bytes, 0);
}
