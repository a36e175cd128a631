import { type Answer, type Asker, originOf } from "../../interaction.ts";
import type { BatchPreview } from "../../jobs/batch-preview.ts";
import type { BatchPlace, JobId } from "../../jobs/job.ts";
import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { imagesWanted } from "../../models/summary.ts";
import type { AllAdmitted, Claim, Wanted } from "../../policy/admissions.ts";
import { say } from "../../texts/say.ts";
import { type AdoptedInputs, type PictureOptions, requestOf, takeBack } from "../ask-for-pictures.ts";
import { pagesFor } from "./pages.ts";

/** What is admitted together, each with its place. */
export interface Together {
  readonly definition: ModelDefinition;
  readonly jobs: readonly { readonly input: ModelInput; readonly batch: BatchPlace }[];
  readonly applied: BatchPreview["applied"];
  /** Part of the transaction: whether there is still something to admit. */
  readonly claim: Claim;
}

/** Admits jobs together, or none. Null: a stored file that they work from is gone. */
export async function admitTogether(
  asker: Asker,
  { definition, jobs, applied, claim }: Together,
  options: PictureOptions,
): Promise<AllAdmitted | null> {
  const { guildId: _, ...request } = await requestOf(asker, options);
  const wanted: Wanted[] = [];
  const adopted: AdoptedInputs[] = [];
  const drop = () => Promise.all(adopted.map((own) => own.drop()));
  try {
    for (const { input, batch } of jobs) {
      const id = options.newId();
      const own = await options.adoptInputs(id, input);
      if (own === null) {
        await drop();
        return null;
      }
      adopted.push(own);
      wanted.push({ ...request, id, origin: originOf(asker), definition, input: own.input, batch, applied });
    }
    const admitted = await options.admissions.admitAll(wanted, claim);
    await Promise.all(adopted.map((own) => (admitted.admitted ? own.keep() : own.drop())));
    return admitted;
  } catch (error) {
    const ids = wanted.map(({ id }) => id);
    await takeBack(ids, options);
    await drop();
    throw error;
  }
}

export type Made =
  | { readonly made: true; readonly answer: Answer }
  | { readonly made: false; readonly admission: Extract<AllAdmitted, { admitted: false }> | null };

/** Makes what a preview showed: all of it, or nothing. `token` is that of the preview's own message. */
export async function makeBatch(
  asker: Asker,
  { id, token, preview }: { readonly id: string; readonly token: string | null; readonly preview: BatchPreview },
  definition: ModelDefinition,
  options: PictureOptions,
): Promise<Made> {
  const { store } = options.batches;
  const { inputs, applied } = preview;
  const images = Math.max(...inputs.map((input) => imagesWanted(definition, input)));
  const pages = pagesFor(inputs.length, images);
  const jobs = inputs.map((input, place) => ({ input, batch: { id, page: pages[place] ?? 0, place } }));
  const own = { value: asker.interactionToken, at: asker.createdAt };
  const claim: Claim = (transaction) => store.claim(transaction, id, (pages.at(-1) ?? 0) + 1, own);
  const admission = await admitTogether(asker, { definition, jobs, applied, claim }, options);
  if (admission === null || !admission.admitted) return { made: false, admission };
  options.log.info({ batch: id, jobs: jobs.length, user: asker.userId, guild: asker.guildId }, "batch admitted");
  const page = await store.page(id, 0);
  if (page === null) throw new Error(`the batch ${id} has no message`);
  const places = new Map<string, number>(admission.jobs.map(({ job, place }) => [job.id, place]));
  return {
    made: true,
    answer: {
      kind: "reply",
      body: options.batches.firstReply(page, places),
      ephemeral: page.jobs[0]?.terms.ephemeral ?? false,
      async shown(messageId) {
        await store.acknowledged(id, 0, messageId);
        options.nudge();
        for (const warning of admission.warnings) await options.warn(warning, asker.guildLocale);
        if (token !== null) await options.batches.dropMessage(asker.applicationId, token);
      },
      async lost() {
        await cancelAll(
          admission.jobs.map(({ job }) => job.id),
          options,
        );
      },
      unsure: options.nudge,
    },
  };
}

/** @returns how many could still hear it */
export async function cancelAll(ids: readonly JobId[], { jobs, nudge }: PictureOptions): Promise<number> {
  let heard = 0;
  // From the last on: a place that one of the first frees is for none that is about to be cancelled.
  for (const id of ids.toReversed()) if (await jobs.requestCancel(id)) heard += 1;
  nudge();
  return heard;
}

export function modelGone({ locale }: Asker, model: string): Answer {
  return { kind: "notice", text: say(locale, "refused_model_gone", { model }) };
}
