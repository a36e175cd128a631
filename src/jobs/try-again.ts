import type { BatchPage } from "./batch-page.ts";
import { isStopped, type StoppedJob } from "./job.ts";
import type { FailureKind } from "./stored.ts";

/** A second try would end just so or, where the pictures exist, pay for them twice. */
const SAME_AGAIN: ReadonlySet<FailureKind> = new Set(["unusable_image", "model_gone", "undeliverable"]);

export function canBeTriedAgain({ failure }: Pick<StoppedJob, "failure">): boolean {
  return !SAME_AGAIN.has(failure.kind);
}

/** The jobs of a batch's message that ended without a picture, for reasons that need not hold a second time. */
export function missingIn({ jobs, shown }: Pick<BatchPage, "jobs" | "shown">): StoppedJob[] {
  const seen = new Set(shown.map(({ job }) => job));
  return jobs.filter(isStopped).filter((job) => job.deletedAt === null && !seen.has(job.id) && canBeTriedAgain(job));
}
