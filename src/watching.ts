import type { OpenJobs } from "./jobs/figures.ts";
import type { Job } from "./jobs/job.ts";
import type { Verdict } from "./jobs/verdict.ts";

/** What an operator's instruments hear of: figures, traces and alerts, each for itself. */
export interface Watching {
  /** A step found something out, `tookMs` after it was begun. */
  job(job: Job, verdict: Verdict, tookMs: number): void;
  /** The relay was asked. `outcome` is "ok" or the kind of the error. */
  relay(call: string, outcome: string, tookMs: number): void;
  /** Discord answered one of our requests, by the status; null where no answer came. */
  discord(method: string, status: number | null, tookMs: number): void;
  /** Discord makes us wait; the library does so by itself. */
  discordLimited(scope: string): void;
}

/** What the database knows of all processes together. */
export interface Figures {
  /** Jobs that have not ended. */
  readonly open: readonly OpenJobs[];
  /** What the relay charged or may charge for jobs admitted since midnight (UTC), in millionths of a US dollar. */
  readonly spentTodayMicros: number;
}

/** What the program says of itself when it is asked. */
export interface Watched {
  /** Why it cannot do its work now, in a few words; null when it can. */
  readonly unready: () => Promise<string | null>;
  /** Null where the database does not tell now. */
  readonly figures: () => Promise<Figures | null>;
}

export const NOBODY_WATCHES: Watching = { job() {}, relay() {}, discord() {}, discordLimited() {} };

/** Each hears of everything. */
export function watchedBy(...all: readonly Watching[]): Watching {
  return {
    job(...heard) {
      for (const each of all) each.job(...heard);
    },
    relay(...heard) {
      for (const each of all) each.relay(...heard);
    },
    discord(...heard) {
      for (const each of all) each.discord(...heard);
    },
    discordLimited(...heard) {
      for (const each of all) each.discordLimited(...heard);
    },
  };
}
