import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { BatchStore } from "../jobs/batch-store.ts";
import { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import { openArchive } from "../media/archive/open-archive.ts";
import type { Archive } from "../media/archive.ts";
import { type Database, openDatabase } from "../storage/database.ts";
import type { Watching } from "../watching.ts";
import type { Across } from "./across.ts";

/** What every room stands on: what is stored, and who else works on it. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  /** The clock that all processes on the database go by. */
  readonly time: Clock;
  readonly log: Logger;
  readonly watching: Watching;
  readonly database: Database;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly batches: BatchStore;
  /** Null of a process that is alone. */
  readonly across: Across | null;
  /** Whether this process does what one of several shall do. */
  readonly leads: () => Promise<boolean>;
}

interface World {
  readonly clock: Clock;
  readonly log: Logger;
  readonly watching: Watching;
  readonly ownClock: boolean;
}

/** @throws when the data directory or the database cannot be used. */
export async function layGround(config: Config, { clock, log, watching, ownClock }: World): Promise<Ground> {
  const { databaseUrl, dataDir, bucket } = config;
  const database = await openDatabase(databaseUrl === null ? join(dataDir, "easel.db") : { url: databaseUrl });
  const archive = await openArchive({ directory: join(dataDir, "archive"), bucket, clock });
  // Only with others on the same database: who is alone loads nothing of it.
  const across =
    databaseUrl === null
      ? null
      : await (await import("./across.ts")).joinOthers({ database, config, clock, ownClock, log });
  const time = across?.time ?? clock;
  const jobs = new JobStore(database, time, across?.queue);
  const batches = new BatchStore(database, time, across?.queue);
  const leads = async () => across === null || across.presence.leads();
  return { config, clock, time, log, watching, database, archive, jobs, batches, across, leads };
}
