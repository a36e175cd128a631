import { type Answer, type Asker, originOf, type SeenPlace } from "../interaction.ts";
import type { Applied } from "../jobs/applied.ts";
import type { JobId, NewJob } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Progress } from "../jobs/progress.ts";
import type { WentOnFrom } from "../jobs/stored.ts";
import type { Logger } from "../logger.ts";
import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import type { Admissions, Admitted } from "../policy/admissions.ts";
import type { BudgetWarning } from "../policy/budget-warnings.ts";
import type { Place, Shown } from "../policy/request.ts";
import { denialText } from "../policy/sentences.ts";
import type { Locale } from "../texts/localized.ts";
import { type MessageKey, say } from "../texts/say.ts";
import type { BatchRooms } from "./batches/batch-options.ts";
import { linksOf } from "./model-links.ts";
import { shownName } from "./model-option-slots.ts";
import type { PromptRooms } from "./prompts/compose-given.ts";

export interface PictureOptions {
  /** What prompts are made of besides what is typed. */
  readonly prompts: PromptRooms;
  readonly jobs: JobStore;
  readonly admissions: Admissions;
  /** A place with all that rules it. */
  readonly placeOf: (seen: SeenPlace) => Promise<Place>;
  /** Tells a guild's moderators that most of their budget is used. */
  readonly warn: (warning: BudgetWarning, locale: Locale) => Promise<void>;
  readonly log: Logger;
  readonly newId: () => JobId;
  /** A job may be due now. */
  readonly nudge: () => void;
  /** The stored files that a job works from as its own; null where one is gone. */
  readonly adoptInputs: (id: JobId, input: ModelInput) => Promise<AdoptedInputs | null>;
  readonly firstReply: (job: NewJob, definition: ModelDefinition, progress: Progress) => object;
  /** For several things that are asked for at once. */
  readonly batches: BatchRooms;
  /** Null for an address that a picture may be fetched from. */
  readonly checkAddress: (address: string) => Promise<AddressProblem | null>;
}

/** What a request has behind it besides its input. */
export interface Background {
  readonly wentOnFrom?: WentOnFrom | null;
  readonly applied?: Applied | null;
}

/** An input with the files of its own that it names. */
export interface AdoptedInputs {
  readonly input: ModelInput;
  /** The job is there now. */
  readonly keep: () => Promise<void>;
  /** There will be no such job. */
  readonly drop: () => Promise<void>;
}

export type AddressProblem = "unreadable" | "not_https" | "private" | "credentials";

/** Admits a job for what was asked, or says why not. Everything that can be known is checked before anything is stored. */
export async function askForPictures(
  asker: Asker,
  definition: ModelDefinition,
  input: ModelInput,
  options: PictureOptions,
  background: Background = {},
): Promise<Answer> {
  const { locale } = asker;
  if (!asker.mayAttach) return { kind: "notice", text: say(locale, "refused_no_attach") };
  const address = await addressProblem(asker, definition, input, options);
  if (address !== null) return { kind: "notice", text: address };
  const id = options.newId();
  let admission: Admitted;
  try {
    const own = await options.adoptInputs(id, input);
    if (own === null) return { kind: "notice", text: say(locale, "refused_source_gone") };
    const { guildId: _, ...request } = await requestOf(asker, options);
    const origin = originOf(asker);
    admission = await options.admissions.admit({ ...request, id, origin, definition, input: own.input, ...background });
    await (admission.admitted ? own.keep() : own.drop());
  } catch (error) {
    options.log.error({ err: error, job: id }, "a job could not be written down");
    // Not before the answer: a database in trouble takes long for each refusal, and Discord waits three seconds.
    return { kind: "notice", text: say(locale, "refused_storage"), afterwards: () => takeBack([id], options) };
  }
  const facts = { job: id, model: definition.endpoint, user: asker.userId, guild: asker.guildId };
  if (!admission.admitted) {
    options.log.info({ ...facts, denial: admission.denial.kind }, "request denied");
    return { kind: "notice", text: denialText(admission.denial, locale, definition.title) };
  }
  options.log.info({ ...facts, place: admission.place }, "job admitted");
  return replyTo(asker, definition, admission, options);
}

/** An admission that failed may have been written down all the same. Its member reads that it was not: none may run. */
export async function takeBack(ids: readonly JobId[], { jobs, nudge, log }: PictureOptions): Promise<void> {
  try {
    for (const id of ids) await jobs.requestCancel(id);
  } catch (error) {
    log.warn({ err: error, jobs: ids }, "jobs that could not be written down could not be cancelled either");
  }
  nudge();
}

/** Who asks, and where, as limits see it. */
export async function requestOf(asker: Asker, { placeOf }: Pick<PictureOptions, "placeOf">) {
  const { member, guildId } = asker;
  return { member, guildId, place: await placeOf(asker.place), shown: shownFor(asker) };
}

/** In the direct message with us there is nobody else to hide a result from. */
function shownFor({ privately, hidden, guildId, byTokenOnly }: Asker): Shown {
  if (hidden) return "hidden";
  return privately && (guildId !== null || byTokenOnly) ? "privately" : "openly";
}

function replyTo(
  asker: Asker,
  definition: ModelDefinition,
  { job, place, warnings }: Extract<Admitted, { admitted: true }>,
  options: PictureOptions,
): Answer {
  return {
    kind: "reply",
    body: options.firstReply(job, definition, { phase: "queued", place }),
    ephemeral: job.terms.ephemeral,
    async shown(messageId) {
      await options.jobs.acknowledged(job.id, messageId);
      options.nudge();
      for (const warning of warnings) await options.warn(warning, asker.guildLocale);
    },
    async lost() {
      await options.jobs.requestCancel(job.id);
      options.nudge();
    },
    unsure: options.nudge,
  };
}

const ADDRESS_SENTENCES = {
  unreadable: "refused_address_unreadable",
  not_https: "refused_address_not_https",
  private: "refused_address_private",
  credentials: "refused_address_credentials",
} as const satisfies Record<AddressProblem, MessageKey>;

/** What is wrong with an address among the input; null where nothing is. */
export async function addressProblem(
  { locale }: Asker,
  definition: ModelDefinition,
  input: ModelInput,
  { checkAddress }: Pick<PictureOptions, "checkAddress">,
): Promise<string | null> {
  for (const { option, url } of linksOf(definition, input)) {
    const problem = await checkAddress(url);
    if (problem === null) continue;
    const field = shownName(definition, option, locale);
    return say(locale, ADDRESS_SENTENCES[problem], { field, given: url.slice(0, 100) });
  }
  return null;
}
