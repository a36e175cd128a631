/** What has been used when a decision is made; read in the transaction that admits the job. */
export interface Usage {
  readonly member: MemberUsage;
  readonly guild: SharedUsage;
  /** All guilds and direct messages together. */
  readonly together: SharedUsage;
}

export interface MemberUsage {
  /** Requests of the last 30 days with the images that count: those of jobs refused, failed, withheld or canceled do not. */
  readonly entries: readonly { readonly at: number; readonly images: number }[];
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
