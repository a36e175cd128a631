import type { JobId } from "../../jobs/job.ts";

/** The first word of our custom ids. Short: two job ids and a view's must fit into 100 characters. */
export const PREFIX = "found";

/** Pages first, then what is done with a picture of one. */
const ACTIONS = ["newest", "from", "older", "newer", "pick", "star", "file"] as const;
type Action = (typeof ACTIONS)[number];

/** What a custom id asks for. Whose view it is, and whether it shows that job, is asked elsewhere. */
export interface Press {
  readonly action: Action;
  readonly viewId: string;
  /** Where a page begins, or the picture that something is done with; of a select, the first of its page. */
  readonly job: JobId | null;
  /** The first job of the page that a picture was opened from. */
  readonly page: JobId | null;
  /** The first file to give, counted from 0. */
  readonly file: number;
}

const JOB = /^[0-9a-f-]{36}$/;
const FILE = /^\d{1,3}$/;
const VIEW = /^[\w-]{1,16}$/;

export function pressId(action: Action, viewId: string, job?: JobId, pageOrFile?: JobId | number): string {
  return [PREFIX, action, viewId, job, pageOrFile].filter((part) => part !== undefined).join(":");
}

/** Null for what we never made. */
export function parsePress(customId: string): Press | null {
  const [prefix, name, viewId = "", job, pageOrFile, ...more] = customId.split(":");
  const action = ACTIONS.find((each) => each === name);
  if (prefix !== PREFIX || action === undefined || !VIEW.test(viewId) || more.length > 0) return null;
  if (job !== undefined && !JOB.test(job)) return null;
  if (pageOrFile !== undefined && !(action === "file" ? FILE : JOB).test(pageOrFile)) return null;
  const file = action === "file" ? Number(pageOrFile ?? 0) : 0;
  return { action, viewId, job: toJobId(job), page: toJobId(pageOrFile), file };
}

/** What was chosen in a select of pictures. */
export function toJobId(text: string | undefined): JobId | null {
  return text !== undefined && JOB.test(text) ? (text as JobId) : null;
}
