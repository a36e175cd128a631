import type { DeliveredJob, SavedJob } from "../jobs/job.ts";
import { MOST_FILES, REQUEST_LIMIT_BYTES } from "../jobs/request-bounds.ts";
import type { ArchivedFile } from "../jobs/stored.ts";
import type { Archive } from "../media/archive.ts";
import { DownloadFailure, ifDown } from "../media/failure.ts";
import { fitFile } from "../media/fit.ts";
import { fitInMemory } from "../media/fit-in-memory.ts";
import type { MediaOutcome } from "../media/stored-file.ts";
import { parametersText } from "../models/parameters-text.ts";
import { answerFile } from "./answer-file.ts";
import type { SentFile } from "./finished-reply.ts";
import type { ToldJob } from "./reply.ts";
import type { Upload } from "./upload.ts";

/** A seed of 2^64; a relay may answer anything. */
const SEED_DIGITS = 20;

type FinishedJob = (SavedJob | DeliveredJob) & ToldJob;

/** A job's files as this place can take them. */
export interface Attachments {
  readonly uploads: readonly Upload[];
  readonly shown: readonly SentFile[];
  /** Too large here and not to be made smaller, or one too many. */
  readonly leftOut: readonly ArchivedFile[];
  /** Removes what was made only for the upload. */
  discard(): Promise<void>;
}

export interface FitTerms {
  /** Below 1 it asks for less than Discord said. */
  readonly scale: number;
  /** Whether pictures carry what they were made with, the prompt with it. */
  readonly parametersInFiles: boolean;
  /** What all files together may have, where others go along. */
  readonly requestBytes?: number;
}

/** Fits each file into its own limit, and all together into a request; fails only while the archive cannot be read. */
export async function fitAttachments(
  job: FinishedJob,
  archive: Archive,
  { scale, parametersInFiles, requestBytes = REQUEST_LIMIT_BYTES }: FitTerms,
): Promise<MediaOutcome<{ attachments: Attachments }>> {
  const wanted = job.files.filter(({ withheld }) => !withheld);
  const files = wanted.slice(0, MOST_FILES);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const share = total > requestBytes ? requestBytes / files.length : requestBytes;
  const limit = Math.floor(Math.min(job.origin.attachmentSizeLimit, share) * scale);
  const uploads: Upload[] = [];
  const shown: SentFile[] = [];
  const leftOut: ArchivedFile[] = [...wanted.slice(MOST_FILES)];
  const discards: (() => Promise<void>)[] = [];
  const discard = async () => {
    for (const each of discards) await each();
  };
  const fittings = await Promise.all(
    files.map((file) => fit(archive, file, limit, parametersInFiles ? parametersOf(job, file) : null)),
  );
  for (const fitted of fittings)
    if (fitted !== null && !(fitted instanceof DownloadFailure)) discards.push(fitted.discard);
  for (const [index, file] of files.entries()) {
    const fitted = fittings[index] ?? null;
    if (fitted instanceof DownloadFailure) {
      await discard();
      return { ok: false, error: fitted.error };
    }
    if (fitted === null) {
      leftOut.push(file);
      continue;
    }
    const name = `${baseName(job)}-${uploads.length + 1}.${fitted.extension}`;
    uploads.push({ name, mime: fitted.mime, ...fitted.content });
    const { width, height } = file;
    const spoiler = file.nsfw && job.terms.flaggedResults !== "post";
    const { mime, shrunk, part } = fitted;
    shown.push({ name, mime, spoiler, width, height, shrunk, part });
  }
  const answer = uploads.length < MOST_FILES ? answerFile(job, baseName(job)) : null;
  if (answer !== null) {
    uploads.push(answer);
    const { name, mime } = answer;
    shown.push({ name, mime, spoiler: false, width: null, height: null, shrunk: false, part: null });
  }
  return { ok: true, attachments: { uploads, shown, leftOut, discard } };
}

interface FitForUpload extends Pick<SentFile, "shrunk" | "part">, Pick<ArchivedFile, "mime" | "extension"> {
  readonly content: { readonly path: string } | { readonly bytes: readonly Uint8Array[] };
  readonly discard: () => Promise<void>;
}

/** From memory while a file is there still; null where nothing of it fits. */
async function fit(
  archive: Archive,
  file: ArchivedFile,
  limit: number,
  text: string | null,
): Promise<FitForUpload | DownloadFailure | null> {
  const { mime, extension } = file;
  const fresh = archive.inMemory(file.path);
  const bytes = fresh && fitInMemory(file, fresh, limit, text);
  if (bytes !== null)
    return { mime, extension, shrunk: false, part: null, content: { bytes }, discard: async () => {} };
  const fitted = await fitFile(archive, file, limit, text).catch(ifDown);
  if (fitted === null || fitted instanceof DownloadFailure) return fitted;
  return { ...fitted, part: fitted.part ?? null, content: { path: fitted.path } };
}

function parametersOf({ definition, input, result }: FinishedJob, file: ArchivedFile): string | null {
  if (definition === undefined) return null;
  return parametersText(definition, input, { seed: result.seed, width: file.width, height: file.height });
}

/** Our own name: what the relay calls a file goes nowhere. */
function baseName(job: FinishedJob): string {
  const command = job.definition?.command ?? "picture";
  return `${command}-${job.result.seed?.slice(0, SEED_DIGITS) ?? job.id.slice(0, 8)}`;
}
