import type { GivenPicture } from "../../jobs/given-picture-store.ts";
import type { Job, JobId } from "../../jobs/job.ts";
import type { ArchivedFile, WentOnFrom } from "../../jobs/stored.ts";

/** What someone goes on from: what one of our jobs made, or a picture of any message. */
export type SourcePicture = JobPicture | MessagePicture;

export interface JobPicture {
  readonly kind: "job";
  readonly job: Job;
  /** Counts from 0, in the order of the job's files. */
  readonly index: number;
  /** Null where the job made no such file: a text, nothing, or a picture that is withheld. */
  readonly file: ArchivedFile | null;
}

export interface MessagePicture {
  readonly kind: "message";
  readonly given: GivenPicture;
}

/** A source as a custom id names it; whether someone may go on from it is asked elsewhere. */
export type SourceRef =
  | { readonly kind: "job"; readonly job: JobId; readonly index: number }
  | { readonly kind: "message"; readonly id: string };

const JOB = /^(?<job>[0-9a-f-]{36})\.(?<index>\d{1,2})$/;
const MESSAGE = /^m(?<id>[\w-]{8,24})$/;

export function refOf(source: SourcePicture): SourceRef {
  if (source.kind === "message") return { kind: "message", id: source.given.id };
  return { kind: "job", job: source.job.id, index: source.index };
}

export function writeRef(ref: SourceRef): string {
  return ref.kind === "job" ? `${ref.job}.${ref.index}` : `m${ref.id}`;
}

/** Null for what we never wrote. */
export function parseRef(text: string): SourceRef | null {
  const { job, index } = JOB.exec(text)?.groups ?? {};
  if (job !== undefined) return { kind: "job", job: job as JobId, index: Number(index) };
  const { id } = MESSAGE.exec(text)?.groups ?? {};
  return id === undefined ? null : { kind: "message", id };
}

/** Whether there is a picture to look at and to work from, not only a job. */
export function hasPicture(source: SourcePicture): boolean {
  return source.kind === "message" || (source.file?.mime.startsWith("image/") ?? false);
}

/** Who made it. */
export function makerOf(source: SourcePicture): string {
  return source.kind === "job" ? source.job.origin.userId : source.given.authorId;
}

/** The message it stands in; null where nobody else could be led there. */
export function placeOf(source: SourcePicture): WentOnFrom | null {
  if (source.kind === "message") {
    const { guildId, channelId, messageId } = source.given;
    return { guildId, channelId, messageId, what: "picture" };
  }
  const { job } = source;
  if (job.messageId === null || job.terms.ephemeral) return null;
  const { guildId, channelId } = job.origin;
  return { guildId, channelId, messageId: job.messageId, what: hasPicture(source) ? "picture" : "answer" };
}
