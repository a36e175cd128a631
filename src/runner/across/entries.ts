import { EventEmitter } from "node:events";
import { Logger as EntriesLogger, run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import type { Logger } from "../../logger.ts";

export interface EntryOptions {
  readonly pool: Pool;
  readonly log: Logger;
  /** The name of the only task. */
  readonly task: string;
  /** Hears of a job that is to be looked at; the next entry comes once it is done with this one. Never rejects. */
  readonly heard: (id: string) => Promise<void>;
}

export interface Entries {
  /** Its name in the locks of entries. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Entries heard at once: each takes a few milliseconds, unless the hands are full. */
const AT_ONCE = 4;
/** Those that are put in are told at once; this is for those that were put in for later. */
const LOOK_MS = 1_000;

/** Takes entries off graphile-worker's queue, from now on. */
export async function takeEntries({ pool, log, task, heard }: EntryOptions): Promise<Entries> {
  const events: WorkerEvents = new EventEmitter();
  let name = "";
  events.on("pool:create", ({ workerPool }) => {
    name = workerPool.id;
  });
  const runner = await run({
    pgPool: pool,
    events,
    noHandleSignals: true,
    concurrency: AT_ONCE,
    pollInterval: LOOK_MS,
    parsedCronItems: [],
    logger: entriesLogger(log),
    taskList: { [task]: (payload) => heard(idOf(payload)) },
  });
  runner.promise.catch((error) => log.error({ err: error }, "the queue's entries are not heard any more"));
  return { name, stop: () => runner.stop() };
}

function idOf(payload: unknown): string {
  return typeof payload === "object" && payload !== null && "id" in payload ? String(payload.id) : "";
}

/** What it tells of each entry is for its own developers. */
function entriesLogger(log: Logger): EntriesLogger {
  return new EntriesLogger(() => (level, message, meta) => {
    if (level === "error") log.warn({ queue: meta?.["error"] instanceof Error ? meta["error"].message : "" }, message);
    else if (level === "warning") log.debug(message);
  });
}
