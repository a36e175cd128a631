import type { ModelInput } from "../models/definition.ts";
import type { Locale } from "../texts/localized.ts";
import type { Applied } from "./applied.ts";
import type { ArchivedFile, ArchivedInput, Failure, GeneratedResult, RelayRequest, WentOnFrom } from "./stored.ts";

/**
 * A job is our durable promise to make pictures and deliver them. It is always in exactly one state.
 *
 * queued      admitted, price reserved, nothing sent. → submitting, canceled, failed
 * submitting  recorded before the request leaves; found so after a crash, the relay may or may not have it.
 *             → submitted, queued (the relay provably did not take it), failed, uncertain
 * submitted   the relay has it and we hold its request id; everything from here on may be repeated. → generated, failed, canceled
 * generated   the relay answered with addresses; they expire, so they are saved before anything else. → saved, failed
 * saved       the bytes are in the archive and were looked at. → delivered, failed
 * delivered, failed, uncertain, canceled   ended; open until the reply has shown it (toldAt).
 */
export type Job = QueuedJob | SubmittingJob | SubmittedJob | GeneratedJob | SavedJob | DeliveredJob | StoppedJob;
export type JobState = Job["state"];

export type JobId = string & { readonly brand: "JobId" };

/** Where and for whom a job is made. */
export interface Origin {
  readonly guildId: string | null;
  readonly channelId: string;
  readonly userId: string;
  readonly locale: Locale;
  readonly applicationId: string;
  /** Null when it was emptied after the job's end. */
  readonly interactionToken: string | null;
  /** Milliseconds since the Unix epoch; the token edits the reply for 15 minutes from then. */
  readonly interactionCreatedAt: number;
  /** Bytes that one file of the reply may have. */
  readonly attachmentSizeLimit: number;
  /** We are not in the place ourselves, a person brought us along: nothing but the token reaches the reply. */
  readonly byTokenOnly: boolean;
}

/** What was decided about a job when it was admitted. */
export interface Terms {
  /** The reply is shown to its member only; its message is out of reach once the interaction's token is dead. */
  readonly ephemeral: boolean;
  /** They asked for that themselves, so they may share it. */
  readonly privately: boolean;
  /** What happens with pictures that the model flags. */
  readonly flaggedResults: "post" | "spoiler" | "withhold";
  /** How many of the images are paid with bonus credits. */
  readonly credits: number;
}

/** Where nobody decided anything. */
export const OPEN_TERMS: Terms = { ephemeral: false, privately: false, flaggedResults: "spoiler", credits: 0 };

/** A job's place among those that were asked for at once. */
export interface BatchPlace {
  readonly id: string;
  /** Which of the batch's messages shows it, from 0. */
  readonly page: number;
  /** Its number in the batch, from 0; one that was tried again has the number of the one before it. */
  readonly place: number;
}

interface JobBase {
  readonly id: JobId;
  /** The model's endpoint id. */
  readonly model: string;
  readonly input: ModelInput;
  readonly origin: Origin;
  readonly terms: Terms;
  /** How many pictures were asked for. */
  readonly images: number;
  /** The attachments among the input, kept when the request left. */
  readonly inputs: readonly ArchivedInput[];
  /** Whose relay key pays: one of a guild's own, by its id, or null for the operator's. */
  readonly payer: string | null;
  /** Null where it began anew, or nobody could be led there. */
  readonly wentOnFrom: WentOnFrom | null;
  /** The reply's message, once Discord acknowledged it. */
  readonly messageId: string | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly cancelRequestedAt: number | null;
  /** Absent until the relay called to say that it is done. */
  readonly calledAt?: number;
  readonly toldAt: number | null;
  readonly deletedAt: number | null;
  /** Absent for a job of its own. */
  readonly batch?: BatchPlace;
  /** Absent where the input is just what the options said. */
  readonly applied?: Applied;
}

export interface QueuedJob extends JobBase {
  readonly state: "queued";
}
export interface SubmittingJob extends JobBase {
  readonly state: "submitting";
}
export interface SubmittedJob extends JobBase {
  readonly state: "submitted";
  readonly request: RelayRequest;
  readonly submittedAt: number;
}
export interface GeneratedJob extends JobBase {
  readonly state: "generated";
  readonly request: RelayRequest;
  readonly submittedAt: number;
  readonly generatedAt: number;
  readonly result: GeneratedResult;
}
interface Kept extends JobBase {
  readonly request: RelayRequest;
  readonly submittedAt: number;
  readonly generatedAt: number;
  readonly result: GeneratedResult;
  /** Null for a job from before this was noted. */
  readonly savedAt: number | null;
  readonly files: readonly ArchivedFile[];
}
export interface SavedJob extends Kept {
  readonly state: "saved";
}
export interface DeliveredJob extends Kept {
  readonly state: "delivered";
  readonly endedAt: number;
}
/** A job that ended without pictures in the reply. */
export interface StoppedJob extends JobBase {
  readonly state: "failed" | "uncertain" | "canceled";
  readonly failure: Failure;
  readonly endedAt: number;
}

/** What is needed to admit a job. */
export interface NewJob {
  readonly id: JobId;
  readonly model: string;
  readonly input: ModelInput;
  readonly origin: Origin;
  /** Reserved in the ledger, in millionths of a US dollar. */
  readonly priceMicros: number;
  /** How many pictures are asked for. */
  readonly images: number;
  readonly terms: Terms;
  readonly payer: string | null;
  readonly wentOnFrom: WentOnFrom | null;
  readonly batch?: BatchPlace;
  readonly applied?: Applied;
}

export function hasEnded(job: Job): job is DeliveredJob | StoppedJob {
  return job.state === "delivered" || isStopped(job);
}

export function isStopped(job: Job): job is StoppedJob {
  return job.state === "failed" || job.state === "uncertain" || job.state === "canceled";
}

export function isOfBatch<J extends Job>(job: J): job is J & { readonly batch: BatchPlace } {
  return job.batch !== undefined;
}
