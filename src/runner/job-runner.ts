/** What carries jobs to their end. */
export interface JobRunner {
  /** Takes up every job that is due, those that a crash or a stop left behind too. */
  start(): Promise<void>;
  /** Something may be due now. */
  nudge(): void;
  /** Begins nothing new and ends in order, in at most `graceMs` and a moment. */
  stop(graceMs: number): Promise<void>;
}
