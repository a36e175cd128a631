/** What has been used when a decision is made; read in the transaction that admits the job. */
export interface Usage {
  readonly member: MemberUsage;
  readonly guild: SharedUsage;
  /** All guilds and direct messages together. */
  readonly together: SharedUsage;
}

export interface MemberUsage {
  /** The last 30 days. Images of jobs that were refused, failed, canceled or withheld, or are uncertain, count for nothing. */
  readonly entries: readonly {
    readonly at: number;
    /** Out of the quota. */
    readonly images: number;
    /** Out of bonus credits. */
    readonly credits: number;
  }[];
  /** When the last job was admitted, however it ended. */
  readonly lastAdmittedAt: number | null;
  readonly jobsUnderWay: number;
  /** Bonus images given and not used yet. */
  readonly credits: number;
}

/** Money counts what the relay charged or may have charged, and what is reserved: also for jobs canceled, withheld or uncertain. */
export interface SharedUsage {
  readonly jobsUnderWay: number;
  readonly dayMicros: number;
  readonly monthMicros: number;
}

const NOTHING: SharedUsage = { jobsUnderWay: 0, dayMicros: 0, monthMicros: 0 };
export const NO_USAGE: Usage = {
  member: { entries: [], lastAdmittedAt: null, jobsUnderWay: 0, credits: 0 },
  guild: NOTHING,
  together: NOTHING,
};
