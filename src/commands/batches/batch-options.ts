import type { BatchPage } from "../../jobs/batch-page.ts";
import type { BatchStore } from "../../jobs/batch-store.ts";
import type { Job } from "../../jobs/job.ts";

/** What asking for several things at once needs besides. */
export interface BatchRooms {
  readonly store: BatchStore;
  readonly newId: () => string;
  /** The first message of a batch; places in our queue by job. */
  readonly firstReply: (page: BatchPage, places: ReadonlyMap<string, number>) => object;
  /** Shows a batch's message anew, soon. */
  readonly refresh: (batch: string, page: number) => void;
  /** Takes a job's pictures out of its message. @returns whether they are in no message any more */
  readonly takeOut: (job: Job) => Promise<boolean>;
  /** Takes a preview away, where its interaction can still do that. */
  readonly dropMessage: (applicationId: string, token: string) => Promise<void>;
}
