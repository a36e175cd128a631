import type { Job } from "./jobs/job.ts";
import type { Verdict } from "./jobs/verdict.ts";

/** What an operator's instruments hear of. Nobody listens where no OPS_PORT is set. */
export interface Watching {
  /** A step found something out. */
  job(job: Job, verdict: Verdict): void;
  /** The relay was asked. `outcome` is "ok" or the kind of the error. */
  relay(call: string, outcome: string, tookMs: number): void;
  /** Discord answered one of our requests, by the status. */
  discord(method: string, status: number): void;
  /** Discord makes us wait; the library does so by itself. */
  discordLimited(scope: string): void;
}

/** What the program says of itself when it is asked. */
export interface Watched {
  /** Why it cannot do its work now, in a few words; null when it can. */
  readonly unready: () => Promise<string | null>;
  /** Jobs that have not ended, by state. */
  readonly openJobs: () => Promise<readonly { readonly state: string; readonly count: number }[]>;
  /** What the relay charged or may charge for jobs admitted since then, in millionths of a US dollar. */
  readonly spentSince: (since: number) => Promise<number>;
}

export const NOBODY_WATCHES: Watching = { job() {}, relay() {}, discord() {}, discordLimited() {} };
