import { preview } from "../../commands/batches/ask-for-alternatives.ts";
import { admitTogether, cancelAll, modelGone } from "../../commands/batches/make-batch.ts";
import { button, container, messageOf, row, text } from "../../commands/moderation/parts.ts";
import { choosableOf } from "../../commands/moderation-views/choosable.ts";
import { removalForm } from "../../commands/moderation-views/forms.ts";
import { removableBy } from "../../commands/moderation-views/removal.ts";
import type { Answer, Asker, ComponentHandler, ComponentUse } from "../../interaction.ts";
import { appliedAgain } from "../../jobs/applied-facts.ts";
import { type BatchPage, batchId, parseBatchId } from "../../jobs/batch-page.ts";
import { hasEnded, type Job, type StoppedJob } from "../../jobs/job.ts";
import { keptInput } from "../../jobs/kept-input.ts";
import { seenBy } from "../../jobs/seen-by.ts";
import { missingIn } from "../../jobs/try-again.ts";
import { withNewSeeds } from "../../models/again.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { denialText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";
import { mayDecide } from "../job-buttons.ts";
import { type PreviewOptions, pressPreview, sentence } from "./preview-presses.ts";

export interface BatchPressOptions extends PreviewOptions {
  readonly policies: PolicyStore;
  readonly newSeed: () => number;
  /** Removes a job's pictures from the archive. */
  readonly forgetFiles: (job: Job) => Promise<void>;
}

/** The buttons of previews and of batches' messages; they work after a restart and for as long as the batch is known. */
export function batchPresses(options: BatchPressOptions): ComponentHandler {
  return {
    prefix: "batch",
    async press(asker, use) {
      const pressed = parseBatchId(use.customId);
      if (pressed === null) return gone(asker);
      const { action, batch } = pressed;
      if (action === "make" || action === "literal" || action === "drop")
        return pressPreview(asker, action, batch, options);
      const page = await options.batches.store.page(batch, pressed.page);
      const [first] = page?.jobs ?? [];
      if (page === null || first === undefined) return gone(asker);
      switch (action) {
        case "cancel":
          return cancel(asker, page, first, options);
        case "retry":
        case "free":
        case "all":
          return retry(asker, action, page, first, use, options);
        case "again":
          return again(asker, page, first, options);
        case "delete":
          return remove(asker, page, first, options);
      }
    },
  };
}

async function cancel(asker: Asker, page: BatchPage, first: Job, options: BatchPressOptions): Promise<Answer> {
  if (!(await mayDecide(asker, first, options))) return notYours(asker);
  const ids = page.all.map(({ id }) => id);
  if ((await cancelAll(ids, options)) === 0) {
    return { kind: "notice", text: say(asker.locale, "refused_too_late_to_cancel") };
  }
  options.log.info({ batch: page.batchId, by: asker.userId }, "batch cancelled");
  return { kind: "silent" };
}

/** Only what was not charged is tried again without a question: nobody shall pay twice for want of a look. */
async function retry(
  asker: Asker,
  action: "retry" | "free" | "all",
  page: BatchPage,
  first: Job,
  use: ComponentUse,
  options: BatchPressOptions,
): Promise<Answer> {
  if (first.origin.userId !== asker.userId) return notYours(asker);
  const missing = missingIn(page);
  const free = missing.filter(({ failure }) => failure.charged === "no");
  if (action === "retry" && free.length < missing.length) return ask(asker, page, free.length, missing.length);
  const wanted = action === "all" ? missing : free;
  if (wanted.length === 0) return { kind: "notice", text: say(asker.locale, "batch_nothing_to_retry") };
  const refusal = await tryAgain(asker, page, wanted, use, options);
  if (refusal !== null) return { kind: "notice", text: refusal };
  if (action === "retry") return { kind: "silent" };
  return { kind: "update", body: sentence(say(asker.locale, "batch_retry_started")) };
}

function ask({ locale }: Asker, { batchId: id, page }: BatchPage, free: number, all: number): Answer {
  const buttons = [
    ...(free > 0 ? [button(batchId("free", id, page), say(locale, "batch_retry_free", { count: free }), "main")] : []),
    button(batchId("all", id, page), say(locale, "batch_retry_all", { count: all })),
  ];
  const words = say(locale, "batch_retry_ask", { free, charged: all - free });
  return { kind: "message", ephemeral: true, body: messageOf(container("panel", [text(words), row(...buttons)])) };
}

/** New jobs in the places of those that ended, in the same message. @returns why not, or null */
async function tryAgain(
  asker: Asker,
  { batchId: id, page, messageId }: BatchPage,
  ended: readonly StoppedJob[],
  use: ComponentUse,
  options: BatchPressOptions,
): Promise<string | null> {
  const { store } = options.batches;
  const definition = options.models.byEndpoint(ended[0]?.model ?? "");
  if (definition === undefined) return say(asker.locale, "refused_model_gone", { model: ended[0]?.model ?? "" });
  const jobs = ended.map((job) => {
    return { input: keptInput(job), batch: { id, page, place: job.batch?.place ?? 0 } };
  });
  // Pressed in the message itself, the interaction edits it; on a question it would edit the question.
  const here = use.messageId === messageId;
  const token = here ? { value: asker.interactionToken, at: asker.createdAt } : null;
  const ids = ended.map((job) => job.id);
  const alone = { ...asker, privately: ended[0]?.terms.ephemeral ?? false };
  const admission = await admitTogether(
    alone,
    {
      definition,
      jobs,
      applied: ended[0]?.applied ?? null,
      claim: (from) => store.replace(from, { id, page, ended: ids, token }),
    },
    options,
  );
  if (admission === null) return say(asker.locale, "refused_source_gone");
  if (!admission.admitted) {
    const { denial } = admission;
    if (denial === null) return say(asker.locale, "batch_nothing_to_retry");
    return denialText(denial, asker.locale, definition.title);
  }
  if (messageId !== null) await store.acknowledged(id, page, messageId);
  options.batches.refresh(id, page);
  options.nudge();
  for (const warning of admission.warnings) await options.warn(warning, asker.guildLocale);
  return null;
}

/** All of it once more, with other seeds, for whoever presses: shown first, as it was. */
async function again(asker: Asker, page: BatchPage, first: Job, options: BatchPressOptions): Promise<Answer> {
  if (!seenBy(first, asker)) return gone(asker);
  const definition = options.models.byEndpoint(first.model);
  if (definition === undefined) return modelGone(asker, first.model);
  const kept = page.all.filter((job) => job.deletedAt === null && seenBy(job, asker));
  if (kept.length === 0) return gone(asker);
  const inputs = withNewSeeds(definition, kept.map(keptInput), options.newSeed);
  const alone = { ...asker, privately: first.terms.ephemeral };
  const shown = await preview(
    alone,
    definition,
    { inputs, literal: null, applied: appliedAgain(first.applied) },
    options,
  );
  if (typeof shown === "string") return { kind: "notice", text: shown };
  return { kind: "message", ephemeral: true, ...shown };
}

/** A member's own message goes at once, with its pictures; a moderator says which, and why. */
async function remove(asker: Asker, page: BatchPage, first: Job, options: BatchPressOptions): Promise<Answer> {
  if (first.origin.userId !== asker.userId) return removeAsModerator(asker, page, first, options);
  if (!page.jobs.every(hasEnded)) return { kind: "notice", text: say(asker.locale, "refused_still_running") };
  for (const job of page.jobs) await options.jobs.deletePictures(job.id, () => options.forgetFiles(job));
  options.log.info({ batch: page.batchId, page: page.page, by: asker.userId }, "batch deleted with its pictures");
  return { kind: "delete message" };
}

async function removeAsModerator(
  asker: Asker,
  page: BatchPage,
  first: Job,
  options: BatchPressOptions,
): Promise<Answer> {
  if (!(await mayDecide(asker, first, options))) return notYours(asker);
  const left = page.jobs.filter((job) => job.deletedAt === null && "files" in job && job.files.length > 0);
  const [one] = left;
  // What is left of pictures that were removed already needs no second reason.
  if (one === undefined) return { kind: "delete message" };
  const removable = await removableBy(asker, one.id, options);
  if (!removable.ok) return { kind: "notice", text: removable.refusal };
  const among = choosableOf(left, options.models, asker.locale);
  return { kind: "modal", modal: removalForm(one.id, asker.locale, among) };
}

function gone({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_gone") };
}

function notYours({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_not_yours") };
}
