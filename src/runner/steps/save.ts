import type { GeneratedJob } from "../../jobs/job.ts";
import type { ArchivedFile } from "../../jobs/stored.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { Archive } from "../../media/archive.ts";
import type { MediaError, StoredFile } from "../../media/stored-file.ts";
import { backoff } from "../backoff.ts";

export interface SaveOptions {
  readonly archive: Archive;
  /** The relay's own origin: its files may lie there, also on a private network. */
  readonly relayOrigin: string;
}

const FILE_MAX_BYTES = 512 * 1024 * 1024;
const FILE_TIME_LIMIT_MS = 5 * 60_000;
/** Doubling waits make this about ten minutes; a full disk is given all the time there is. */
const MOST_TRIES = 14;

/** Brings every file of the result into the archive, because the relay's addresses expire. What came is kept if some did not. */
export async function save(job: GeneratedJob, signal: AbortSignal, options: SaveOptions): Promise<Verdict> {
  if (job.result.media.length === 0 && job.result.text === null) {
    return failed({ kind: "result_unusable", charged: "yes", detail: "empty" });
  }
  const downloads = await Promise.all(
    job.result.media.map((media, index) =>
      options.archive.download({
        url: media.url,
        jobId: job.id,
        name: String(index),
        maxBytes: FILE_MAX_BYTES,
        timeLimitMs: FILE_TIME_LIMIT_MS,
        accept: media.kind === "image" ? "image" : "any",
        allowedOrigins: [options.relayOrigin],
        signal,
      }),
    ),
  );
  const errors: MediaError[] = downloads.flatMap((download) => (download.ok ? [] : [download.error]));
  const worthAnotherTry = errors.find((error) => error.retry);
  if (worthAnotherTry !== undefined && (job.attempts < MOST_TRIES || worthAnotherTry.kind === "disk_full")) {
    const inMs = worthAnotherTry.kind === "aborted" ? 0 : backoff(job.attempts);
    return { type: "again", inMs, failedTry: true, why: `${worthAnotherTry.kind}: ${worthAnotherTry.detail}` };
  }
  const files: ArchivedFile[] = downloads.flatMap((download, index) =>
    download.ok ? [asArchived(job, download.file, index)] : [],
  );
  const [first] = errors;
  if (files.length > 0 || first === undefined) return { type: "saved", files };
  return first.kind === "expired"
    ? failed({ kind: "result_expired", charged: "yes" })
    : failed({ kind: "result_unusable", charged: "yes", detail: first.kind });
}

function asArchived(job: GeneratedJob, file: StoredFile, index: number): ArchivedFile {
  const nsfw = job.result.nsfw[index] ?? false;
  return { ...file, nsfw, withheld: nsfw && job.terms.flaggedResults === "withhold" };
}
