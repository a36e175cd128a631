import type { Delivery } from "../../delivery/delivery.ts";
import type { SavedJob, StoppedJob } from "../../jobs/job.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { Archive } from "../../media/archive.ts";
import { DownloadFailure, ifFailed } from "../../media/failure.ts";
import { backoff } from "../backoff.ts";
import { type SaveOptions, save } from "./save.ts";

/** A day of Discord being down; the pictures stay in the archive whatever happens. */
const MOST_TRIES = 1_500;

export type DeliverOptions = SaveOptions & { readonly delivery: Delivery };

/**
 * Shows the pictures, and makes sure of their files meanwhile. An edit may be repeated, so this step may, too. A job found
 * here after a power cut may have been recorded before the disk had its files: they are brought again.
 */
export async function deliver(
  job: SavedJob,
  resumed: boolean,
  signal: AbortSignal,
  options: DeliverOptions,
): Promise<Verdict> {
  const { archive, delivery } = options;
  if (resumed && (await lacksFiles(job, archive))) return save(job, signal, options);
  const delivered = await delivery.finish(job);
  const settled = await archive.settle(job.id).catch(ifFailed);
  if (settled instanceof DownloadFailure) {
    const why = `archive: ${settled.error.detail}`;
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why };
  }
  if (delivered.outcome === "shown") return { type: "delivered" };
  if (delivered.outcome === "later" && job.attempts < MOST_TRIES) {
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: `Discord: ${delivered.code}` };
  }
  return failed({ kind: "undeliverable", charged: "yes", detail: String(delivered.code) });
}

/** A store out of reach says nothing of a file, and whoever delivers hears of it. */
async function lacksFiles(job: SavedJob, archive: Archive): Promise<boolean> {
  const sizes = await Promise.all(job.files.map(({ path }) => archive.sizeOf(path).catch(ifFailed)));
  return sizes.some((size, index) => !(size instanceof DownloadFailure) && size !== job.files[index]?.bytes);
}

/** Shows how a job without pictures ended; a reply that is gone needs no telling. */
export async function tell(job: StoppedJob, delivery: Delivery): Promise<Verdict> {
  const told = await delivery.tell(job);
  if (told.outcome === "later" && job.attempts < MOST_TRIES) {
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: `Discord: ${told.code}` };
  }
  return { type: "told" };
}
