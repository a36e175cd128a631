import type { Answer, Asker } from "../../interaction.ts";
import { appliedAgain } from "../../jobs/applied-facts.ts";
import { hasEnded, type Job } from "../../jobs/job.ts";
import { keptInput } from "../../jobs/kept-input.ts";
import { withNewSeed } from "../../models/again.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { say } from "../../texts/say.ts";
import { askForPictures, type PictureOptions } from "../ask-for-pictures.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import type { SourcePicture } from "../going-on/source-picture.ts";
import { modelGone } from "./make-batch.ts";

export interface PictureActionOptions extends PictureOptions {
  readonly models: ModelCatalog;
  readonly newSeed: () => number;
  /** Removes a job's pictures from the archive. */
  readonly forgetFiles: (job: Job) => Promise<void>;
}

/** What the buttons under a result of its own do, for one picture among a batch's. */
export function batchPictureActions(options: PictureActionOptions): PictureAction[] {
  return [
    {
      name: "again",
      label: (locale) => say(locale, "button_again"),
      makesFrom: false,
      offered: (_asker, source) => jobIn(source) !== null,
      start: (asker, source) => again(asker, jobIn(source), options),
    },
    {
      name: "delete",
      label: (locale) => say(locale, "button_delete"),
      makesFrom: false,
      offered: (asker, source) => jobIn(source)?.origin.userId === asker.userId,
      start: (asker, source) => remove(asker, jobIn(source), options),
    },
  ];
}

function jobIn(source: SourcePicture): Job | null {
  return source.kind === "job" && source.job.batch !== undefined ? source.job : null;
}

async function again(asker: Asker, job: Job | null, options: PictureActionOptions): Promise<Answer> {
  if (job === null) return gone(asker);
  const definition = options.models.byEndpoint(job.model);
  if (definition === undefined) return modelGone(asker, job.model);
  const input = withNewSeed(definition, keptInput(job), options.newSeed());
  return askForPictures(asker, definition, input, options, { applied: appliedAgain(job.applied) });
}

async function remove(asker: Asker, job: Job | null, options: PictureActionOptions): Promise<Answer> {
  if (job === null || job.deletedAt !== null) return gone(asker);
  if (job.origin.userId !== asker.userId) return { kind: "notice", text: say(asker.locale, "refused_not_yours") };
  if (!hasEnded(job)) return { kind: "notice", text: say(asker.locale, "refused_still_running") };
  return {
    kind: "later",
    ephemeral: true,
    async message() {
      const taken = await options.batches.takeOut(job);
      await options.jobs.deletePictures(job.id, () => options.forgetFiles(job));
      options.log.info({ job: job.id, by: asker.userId }, "job of a batch deleted with its pictures");
      const content = say(asker.locale, taken ? "batch_picture_deleted" : "batch_picture_unseen");
      return { body: { content, allowed_mentions: { parse: [] } } };
    },
  };
}

function gone({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_gone") };
}
