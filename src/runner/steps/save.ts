import type { Clock } from "../../clock.ts";
import type { GeneratedJob, Job, SavedJob } from "../../jobs/job.ts";
import type { Progress } from "../../jobs/progress.ts";
import type { ArchivedFile } from "../../jobs/stored.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { Archive } from "../../media/archive.ts";
import { MEDIA_HOSTS } from "../../media/media-hosts.ts";
import type { MediaError, StoredFile } from "../../media/stored-file.ts";
import { backoff } from "../backoff.ts";

export interface SaveOptions {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly show: (job: Job, progress: Progress) => void;
  /** Fetched from as they are, also on a private network: the relay's own, and what the operator added. */
  readonly resultOrigins: readonly string[];
  /** What the operator added to the hosts that results are known to lie at. */
  readonly resultHosts: readonly string[];
}

const FILE_MAX_BYTES = 512 * 1024 * 1024;
const FILE_TIME_LIMIT_MS = 5 * 60_000;
/** Doubling waits make this about ten minutes; a full disk and a bucket out of reach are given all the time there is. */
const MOST_TRIES = 14;

/** A paid result at a host that is not allowed waits this long for the operator to allow it; most results live as long. */
const OPERATOR_PATIENCE_MS = 2 * 60 * 60_000;
const OPERATOR_ASKED_EVERY_MS = 60_000;

/** Sooner nobody would read it, and the last edit would have to wait for it. */
const SHOWN_AFTER_MS = 1_500;

/** What is saved: a saved job, too, when a power cut came before its files were on the disk. */
export type SavableJob = Pick<GeneratedJob, "result" | "generatedAt"> & (GeneratedJob | SavedJob);

/**
 * Brings every file of the result into the archive, because the relay's addresses expire. What came is kept if some did
 * not. `early`: nobody tried before, and whoever delivers settles them.
 */
export async function save(
  job: SavableJob,
  signal: AbortSignal,
  options: SaveOptions,
  early = false,
): Promise<Verdict> {
  const { clock, show } = options;
  const elapsedMs = SHOWN_AFTER_MS + clock.now() - job.submittedAt;
  const stopClock = clock.after(SHOWN_AFTER_MS, () => show(job, { phase: "saving", elapsedMs }));
  try {
    return await saveAll(job, signal, options, early);
  } finally {
    stopClock();
  }
}

async function saveAll(job: SavableJob, signal: AbortSignal, options: SaveOptions, early: boolean): Promise<Verdict> {
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
        allowedOrigins: options.resultOrigins,
        allowedHosts: [...MEDIA_HOSTS, ...options.resultHosts],
        signal,
        early,
      }),
    ),
  );
  const errors: MediaError[] = downloads.flatMap((download) => (download.ok ? [] : [download.error]));
  const worthAnotherTry = errors.find((error) => job.attempts < triesFor(error));
  if (worthAnotherTry !== undefined) {
    const inMs = worthAnotherTry.kind === "aborted" ? 0 : backoff(job.attempts);
    return { type: "again", inMs, failedTry: true, why: `${worthAnotherTry.kind}: ${worthAnotherTry.detail}` };
  }
  const files: ArchivedFile[] = downloads.flatMap((download, index) =>
    download.ok ? [asArchived(job, download.file, index)] : [],
  );
  const [first] = errors;
  if (files.length > 0 || first === undefined) return { type: "saved", files };
  if (first.kind === "forbidden_host") return notAllowed(job, first, options);
  return first.kind === "expired"
    ? failed({ kind: "result_expired", charged: "yes" })
    : failed({ kind: "result_unusable", charged: "yes", detail: first.kind });
}

const ALWAYS_AGAIN: ReadonlySet<MediaError["kind"]> = new Set(["aborted", "disk_full", "archive_down"]);
/** A store of files may lag behind the relay that names them: what it says once of a paid picture is not its last word. */
const BELIEVED_LATE: ReadonlySet<MediaError["kind"]> = new Set(["expired", "wrong_type"]);
const TRIES_UNTIL_BELIEVED = 3;

function triesFor({ kind, retry }: MediaError): number {
  if (BELIEVED_LATE.has(kind)) return TRIES_UNTIL_BELIEVED;
  if (ALWAYS_AGAIN.has(kind)) return Number.POSITIVE_INFINITY;
  return retry ? MOST_TRIES : 0;
}

/** Asked again without any request: the answer changes when the operator starts the bot with another RESULT_HOSTS. */
function notAllowed(job: SavableJob, error: MediaError, { clock, show }: SaveOptions): Verdict {
  const host = error.host || "…";
  if (clock.now() > job.generatedAt + OPERATOR_PATIENCE_MS) {
    return failed({ kind: "host_not_allowed", charged: "yes", detail: host });
  }
  show(job, { phase: "not allowed", host });
  const why = `${error.detail}. If the relay keeps its results there, add ${host} to RESULT_HOSTS and start again.`;
  return { type: "again", inMs: OPERATOR_ASKED_EVERY_MS, failedTry: true, why };
}

function asArchived(job: SavableJob, file: StoredFile, index: number): ArchivedFile {
  const nsfw = job.result.nsfw[index] ?? false;
  return { ...file, nsfw, withheld: nsfw && job.terms.flaggedResults === "withhold" };
}
