import { askForPictures, type PictureOptions } from "../commands/ask-for-pictures.ts";
import type { Answer, Asker, ComponentHandler } from "../interaction.ts";
import { ACTIONS, parseCustomId } from "../jobs/action.ts";
import { hasEnded, type Job } from "../jobs/job.ts";
import { keptInput } from "../jobs/kept-input.ts";
import { withNewSeed } from "../models/again.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { say } from "../texts/say.ts";

export interface JobButtonOptions extends PictureOptions {
  readonly models: ModelCatalog;
  readonly newSeed: () => number;
  /** Removes a job's pictures from the archive. */
  readonly forgetFiles: (job: Job) => Promise<void>;
}

/** The buttons under a job's reply; they work after a restart and for as long as the job is known. */
export function jobButtons(options: JobButtonOptions): ComponentHandler[] {
  return ACTIONS.map((prefix) => ({ prefix, press: (asker, use) => pressJobButton(asker, use.customId, options) }));
}

async function pressJobButton(asker: Asker, customId: string, options: JobButtonOptions): Promise<Answer> {
  const pressed = parseCustomId(customId);
  const job = pressed === null ? null : await options.jobs.find(pressed.job);
  if (pressed === null || job === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
  switch (pressed.action) {
    case "cancel":
      return cancel(asker, job, options);
    case "again":
      return repeat(asker, job, options);
    case "delete":
      return remove(asker, job, options);
  }
}

async function cancel(asker: Asker, job: Job, { jobs, nudge }: JobButtonOptions): Promise<Answer> {
  if (!mayDecide(asker, job)) return { kind: "notice", text: say(asker.locale, "refused_not_yours") };
  if (!(await jobs.requestCancel(job.id))) {
    return { kind: "notice", text: say(asker.locale, "refused_too_late_to_cancel") };
  }
  nudge();
  return { kind: "silent" };
}

/** The same again with another seed, as a new job of whoever pressed. */
async function repeat(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  const definition = options.models.byEndpoint(job.model);
  if (definition === undefined) {
    return { kind: "notice", text: say(asker.locale, "refused_model_gone", { model: job.model }) };
  }
  return askForPictures(asker, definition, withNewSeed(definition, keptInput(job), options.newSeed()), options);
}

async function remove(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  if (!mayDecide(asker, job)) return { kind: "notice", text: say(asker.locale, "refused_not_yours") };
  if (!hasEnded(job)) return { kind: "notice", text: say(asker.locale, "refused_still_running") };
  await options.jobs.markDeleted(job.id);
  await options.forgetFiles(job);
  options.log.info({ job: job.id, by: asker.userId }, "job deleted with its pictures");
  return { kind: "delete message" };
}

function mayDecide(asker: Asker, job: Job): boolean {
  return asker.moderates || asker.userId === job.origin.userId;
}
