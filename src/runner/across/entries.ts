import { EventEmitter } from "node:events";
import { Logger as EntriesLogger, type Runner, run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { type Clock, sleep } from "../../clock.ts";
import type { Logger } from "../../logger.ts";
import { backoff } from "../backoff.ts";
import { entriesPool } from "./entries-pool.ts";

export interface EntryOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
  /** The name of the only task. */
  readonly task: string;
  /** Hears of a job that is to be looked at; the next entry comes once it is done with this one. Never rejects. */
  readonly heard: (id: string) => Promise<void>;
  /** Hears its name in the locks of entries, which is another one each time it had to begin anew. */
  readonly named: (name: string) => Promise<void>;
}

export interface Entries {
  stop(): Promise<void>;
}

/** Entries heard at once: each takes a few milliseconds, unless the hands are full. */
const AT_ONCE = 4;
/** Those that are put in are told at once; this is for those that were put in for later. */
const LOOK_MS = 1_000;

/** Takes entries off graphile-worker's queue, from now on: it ends by itself after some errors, and is begun again then. */
export async function takeEntries(options: EntryOptions): Promise<Entries> {
  const stopping = new AbortController();
  let current = await begin(options);
  const over = (async () => {
    while (!stopping.signal.aborted) {
      await current.promise.catch(() => {});
      if (stopping.signal.aborted) return;
      options.log.error("the queue's entries were not heard any more; hearing them again");
      current = (await beginAgain(options, stopping.signal)) ?? current;
    }
    await stopOf(current);
  })();
  return {
    async stop() {
      stopping.abort();
      await stopOf(current);
      await over;
    },
  };
}

/** It refuses where it has ended by itself meanwhile. */
async function stopOf(runner: Runner): Promise<void> {
  await runner.stop().catch(() => {});
}

async function beginAgain(options: EntryOptions, stopping: AbortSignal): Promise<Runner | null> {
  for (let attempts = 0; ; attempts += 1) {
    await sleep(options.clock, backoff(attempts), stopping);
    if (stopping.aborted) return null;
    try {
      return await begin(options);
    } catch (error) {
      options.log.error({ err: error }, "the queue's entries cannot be heard; trying again");
    }
  }
}

async function begin({ pool, log, task, heard, named }: EntryOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  let name = "";
  events.on("pool:create", ({ workerPool }) => {
    name = workerPool.id;
  });
  const entries = entriesPool(pool, (error) =>
    log.warn({ err: error }, "an entry of the queue could not be completed"),
  );
  const runner = await run({
    pgPool: entries.pool,
    events,
    noHandleSignals: true,
    concurrency: AT_ONCE,
    pollInterval: LOOK_MS,
    parsedCronItems: [],
    logger: entriesLogger(log),
    taskList: { [task]: (payload) => heard(idOf(payload)) },
  });
  entries.statementsAlone();
  await named(name).catch(async (error) => {
    await stopOf(runner);
    throw error;
  });
  return runner;
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
