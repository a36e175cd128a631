import type { Job, JobState } from "./job.ts";

/** Not ended: the runner still has something to do for it. */
export const UNDER_WAY = ["queued", "submitting", "submitted", "generated", "saved"] as const satisfies JobState[];
/** What the relay can still be asked to stop. */
export const CANCELABLE = ["queued", "submitting", "submitted"] as const satisfies JobState[];

export type JobUnderWay = Extract<Job, { state: (typeof UNDER_WAY)[number] }>;

const underWay: ReadonlySet<JobState> = new Set(UNDER_WAY);
const cancelable: ReadonlySet<JobState> = new Set(CANCELABLE);

export function isUnderWay(job: Job): job is JobUnderWay {
  return underWay.has(job.state);
}

/** Whether it can still be asked to stop, and nobody did yet. */
export function isCancelable({ state, cancelRequestedAt }: Job): boolean {
  return cancelable.has(state) && cancelRequestedAt === null;
}
