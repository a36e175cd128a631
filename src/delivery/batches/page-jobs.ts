import type { BatchPage, ShownEnd } from "../../jobs/batch-page.ts";
import { hasEnded, isStopped, type Job, type StoppedJob } from "../../jobs/job.ts";
import type { Progress } from "../../jobs/progress.ts";
import { missingIn } from "../../jobs/try-again.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import type { ToldJob } from "../reply.ts";
import { frameOf, insideOf, type PromptFrame } from "./prompt-frame.ts";

/** A job as the batch's message shows it. */
export interface PageJob {
  readonly job: Job & ToldJob;
  /** From 1, as people count. */
  readonly number: number;
  readonly prompt: string;
  /** What sets its prompt apart from the others'. */
  readonly label: string;
  readonly progress: Progress | null;
  readonly end: ShownEnd | null;
  /** Deleted, or made private by its member. */
  readonly removed: boolean;
}

/** All that a batch's message shows, before it is put into words. */
export interface PageView {
  readonly batchId: string;
  readonly page: number;
  readonly pages: number;
  /** Jobs in the whole batch. */
  readonly total: number;
  /** Pictures that all of them were asked for. */
  readonly pictures: number;
  /** Jobs whose messages are still to come. */
  readonly following: number;
  /** Jobs that ended before their message stood. */
  readonly unseen: number;
  readonly frame: PromptFrame;
  readonly jobs: readonly PageJob[];
  /** Ended without a picture, and can be tried again. */
  readonly missing: readonly StoppedJob[];
}

interface Moment {
  readonly models: ModelCatalog;
  readonly progressOf: (job: Job) => Progress | null;
}

export function viewOf(page: BatchPage, { models, progressOf }: Moment): PageView {
  const isRemoved = removedIn(page);
  const prompts = page.all.filter((job) => !isRemoved(job)).map((job) => promptIn(job, models));
  const frame = frameOf([...new Set(prompts)].filter((prompt) => prompt !== ""));
  const jobs = page.jobs.map((job): PageJob => {
    const prompt = promptIn(job, models);
    return {
      job: { ...job, definition: models.byEndpoint(job.model) },
      number: (job.batch?.place ?? 0) + 1,
      prompt,
      label: insideOf(prompt, frame),
      progress: progressOf(job),
      end: page.shown.find((end) => end.job === job.id) ?? null,
      removed: isRemoved(job),
    };
  });
  const { batchId, pages } = page;
  // The first message speaks of those to come.
  const toCome = page.page === 0 ? page.toCome : [];
  const following = toCome.filter((job) => !hasEnded(job)).length;
  const unseen = toCome.length - following;
  return {
    batchId,
    page: page.page,
    pages,
    total: page.all.length,
    pictures: page.all.reduce((sum, { images }) => sum + images, 0),
    following,
    unseen,
    frame,
    jobs,
    missing: missingIn(page),
  };
}

/** Deleted, or alone in being for its member alone: what it was goes with it, it may be what was wrong. */
function removedIn({ all }: BatchPage): (job: Job) => boolean {
  const alone = all.every(({ terms }) => terms.ephemeral);
  return ({ deletedAt, terms }) => deletedAt !== null || (terms.ephemeral && !alone);
}

function promptIn(job: Job, models: ModelCatalog): string {
  const definition = models.byEndpoint(job.model);
  return (definition && promptOf(definition, job.input)) ?? "";
}

/** Nothing more will happen to it by itself; what a message shows already counts, too. */
export function isOver({ job, end }: PageJob): boolean {
  return hasEnded(job) || end !== null;
}

export function stoppedOf({ job }: PageJob): (StoppedJob & ToldJob) | null {
  return isStopped(job) ? job : null;
}
