import type { Clock } from "../clock.ts";
import { openJobs, spentSince } from "../jobs/figures.ts";
import type { Logger } from "../logger.ts";
import type { Database } from "../storage/database.ts";
import type { Figures, Watched } from "../watching.ts";
import { Kept } from "./kept.ts";

const DAY_MS = 86_400_000;
/** Five processes that are scraped every few seconds each shall not count a long queue again and again. */
const FIGURES_KEPT_MS = 10_000;
/** A probe waits a second or three. */
const PROBE_LIMIT_MS = 2_000;

interface Rooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isStopping: () => boolean;
  /** What this process needs beside the database, each with the words for its want: a gateway, a place among the workers. */
  readonly needs: readonly { readonly is: () => boolean; readonly otherwise: string }[];
}

/** What the program says of itself to whoever asks at OPS_PORT. */
export function makeWatched({ database, clock, log, isStopping, needs }: Rooms): Watched {
  const figures = new Kept<Figures>(() => figuresOf(database, clock.now(), log), clock, FIGURES_KEPT_MS);
  return {
    async unready() {
      if (isStopping()) return "stopping";
      const wanting = needs.find(({ is }) => !is());
      if (wanting !== undefined) return wanting.otherwise;
      return (await answers(database, clock)) ? null : "the database does not answer";
    },
    figures: () => figures.getWithin(PROBE_LIMIT_MS),
  };
}

async function figuresOf(database: Database, now: number, log: Logger): Promise<Figures | null> {
  try {
    const [open, spentTodayMicros] = [await openJobs(database), await spentSince(database, now - (now % DAY_MS))];
    return { open, spentTodayMicros };
  } catch (error) {
    log.warn({ err: error }, "the figures could not be read from the database");
    return null;
  }
}

async function answers(database: Database, clock: Clock): Promise<boolean> {
  let cancel = () => {};
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(PROBE_LIMIT_MS, () => resolve(false));
  });
  // A table that each process needs: it is not enough that somebody listens there.
  const asked = database.selectFrom("jobs").select("id").limit(1).execute();
  const answered = await Promise.race([
    asked.then(
      () => true,
      () => false,
    ),
    late,
  ]);
  cancel();
  return answered;
}
