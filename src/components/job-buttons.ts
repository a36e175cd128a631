import { askForPictures, type PictureOptions } from "../commands/ask-for-pictures.ts";
import { moderatesJob } from "../commands/moderation/moderator.ts";
import { removalForm } from "../commands/moderation-views/forms.ts";
import { removableBy } from "../commands/moderation-views/removal.ts";
import type { PrivateUseOptions } from "../commands/private-use/private-use-options.ts";
import { share } from "../commands/private-use/sharing.ts";
import type { Answer, Asker, ComponentHandler, ComponentUse } from "../interaction.ts";
import { ACTIONS, parseCustomId } from "../jobs/action.ts";
import { appliedAgain } from "../jobs/applied-facts.ts";
import { hasEnded, type Job } from "../jobs/job.ts";
import { keptInput } from "../jobs/kept-input.ts";
import { seenBy } from "../jobs/seen-by.ts";
import { withNewSeed } from "../models/again.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { say } from "../texts/say.ts";

export interface JobButtonOptions extends PictureOptions {
  readonly models: ModelCatalog;
  readonly policies: PolicyStore;
  readonly newSeed: () => number;
  readonly sharing: PrivateUseOptions;
  /** Removes a job's pictures from the archive. */
  readonly forgetFiles: (job: Job) => Promise<void>;
}

/** The buttons under a job's reply; they work after a restart and for as long as the job is known. */
export function jobButtons(options: JobButtonOptions): ComponentHandler[] {
  return ACTIONS.map((prefix) => ({ prefix, press: (asker, use) => pressJobButton(asker, use, options) }));
}

async function pressJobButton(
  asker: Asker,
  { customId, messageId }: ComponentUse,
  options: JobButtonOptions,
): Promise<Answer> {
  const pressed = parseCustomId(customId);
  const job = pressed === null ? null : await options.jobs.find(pressed.job);
  if (pressed === null || job === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
  switch (pressed.action) {
    case "cancel":
      return cancel(asker, job, options);
    case "again":
      return repeat(asker, job, options);
    case "share":
      return share(asker, job, messageId, options.sharing);
    case "delete":
      return remove(asker, job, options);
  }
}

async function cancel(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  if (!(await mayDecide(asker, job, options))) return { kind: "notice", text: say(asker.locale, "refused_not_yours") };
  const { jobs, nudge } = options;
  if (!(await jobs.requestCancel(job.id))) {
    return { kind: "notice", text: say(asker.locale, "refused_too_late_to_cancel") };
  }
  nudge();
  return { kind: "silent" };
}

/** The same again with another seed, as a new job of whoever pressed; of what one alone sees, for oneself alone. */
async function repeat(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  if (!seenBy(job, asker)) return { kind: "notice", text: say(asker.locale, "refused_gone") };
  const definition = options.models.byEndpoint(job.model);
  if (definition === undefined) {
    return { kind: "notice", text: say(asker.locale, "refused_model_gone", { model: job.model }) };
  }
  const alone = { ...asker, privately: job.terms.ephemeral };
  const again = withNewSeed(definition, keptInput(job), options.newSeed());
  return askForPictures(alone, definition, again, options, {
    applied: appliedAgain(job.applied),
    wentOnFrom: job.wentOnFrom,
  });
}

/** A member's own goes at once; a moderator says why, for whoever made it to read. */
async function remove(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  if (asker.userId !== job.origin.userId) return removeAsModerator(asker, job, options);
  if (!hasEnded(job)) return { kind: "notice", text: say(asker.locale, "refused_still_running") };
  await options.jobs.deletePictures(job.id, () => options.forgetFiles(job));
  options.log.info({ job: job.id, by: asker.userId }, "job deleted with its pictures");
  return { kind: "delete message" };
}

async function removeAsModerator(asker: Asker, job: Job, options: JobButtonOptions): Promise<Answer> {
  const { locale } = asker;
  if (!(await moderatesJob(asker, job, options))) return { kind: "notice", text: say(locale, "refused_not_yours") };
  // What is left of a picture that was removed already needs no second reason.
  if (job.deletedAt !== null) return { kind: "delete message" };
  const removable = await removableBy(asker, job.id, options);
  if (!removable.ok) return { kind: "notice", text: removable.refusal };
  return { kind: "modal", modal: removalForm(job.id, locale) };
}

/** Its own member, or someone who moderates where it was asked for. */
export async function mayDecide(asker: Asker, job: Job, options: Pick<JobButtonOptions, "policies">): Promise<boolean> {
  return asker.userId === job.origin.userId || moderatesJob(asker, job, options);
}
