import { type Answer, type Asker, originOf } from "../interaction.ts";
import { type JobId, type NewJob, OPEN_TERMS } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Progress } from "../jobs/progress.ts";
import type { Logger } from "../logger.ts";
import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import { priceOf } from "../models/price.ts";
import { imagesWanted } from "../models/summary.ts";
import { type MessageKey, say } from "../texts/say.ts";
import { linksOf } from "./model-links.ts";
import { shownName } from "./model-option-slots.ts";

export interface PictureOptions {
  readonly jobs: JobStore;
  readonly log: Logger;
  readonly newId: () => JobId;
  /** A job may be due now. */
  readonly nudge: () => void;
  readonly firstReply: (job: NewJob, definition: ModelDefinition, progress: Progress) => object;
  /** Null for an address that a picture may be fetched from. */
  readonly checkAddress: (address: string) => Promise<AddressProblem | null>;
}

export type AddressProblem = "unreadable" | "not_https" | "private" | "credentials";

/** Admits a job for what was asked, or says why not. Everything that can be known is checked before anything is stored. */
export async function askForPictures(
  asker: Asker,
  definition: ModelDefinition,
  input: ModelInput,
  options: PictureOptions,
): Promise<Answer> {
  const { locale } = asker;
  if (!asker.mayAttach) return { kind: "notice", text: say(locale, "refused_no_attach") };
  const address = await addressProblem(asker, definition, input, options);
  if (address !== null) return { kind: "notice", text: address };
  const job: NewJob = {
    id: options.newId(),
    model: definition.endpoint,
    input,
    origin: originOf(asker),
    priceMicros: priceOf(definition, input).micros,
    images: imagesWanted(definition, input),
    terms: OPEN_TERMS,
  };
  let place: number;
  try {
    ({ place } = await options.jobs.admit(job));
  } catch (error) {
    options.log.error({ err: error, job: job.id }, "a job could not be written down");
    return { kind: "notice", text: say(locale, "refused_storage") };
  }
  const { id, model, origin } = job;
  options.log.info({ job: id, model, user: origin.userId, guild: origin.guildId, place }, "job admitted");
  return {
    kind: "reply",
    body: options.firstReply(job, definition, { phase: "queued", place }),
    async shown(messageId) {
      await options.jobs.acknowledged(job.id, messageId);
      options.nudge();
    },
    async lost() {
      await options.jobs.requestCancel(job.id);
      options.nudge();
    },
  };
}

const ADDRESS_SENTENCES = {
  unreadable: "refused_address_unreadable",
  not_https: "refused_address_not_https",
  private: "refused_address_private",
  credentials: "refused_address_credentials",
} as const satisfies Record<AddressProblem, MessageKey>;

async function addressProblem(
  { locale }: Asker,
  definition: ModelDefinition,
  input: ModelInput,
  { checkAddress }: PictureOptions,
): Promise<string | null> {
  for (const { option, url } of linksOf(definition, input)) {
    const problem = await checkAddress(url);
    if (problem === null) continue;
    const field = shownName(definition, option, locale);
    return say(locale, ADDRESS_SENTENCES[problem], { field, given: url.slice(0, 100) });
  }
  return null;
}
