import type { Delivery } from "../../delivery/delivery.ts";
import type { SavedJob, StoppedJob } from "../../jobs/job.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import { backoff } from "../backoff.ts";

/** A day of Discord being down; the pictures stay in the archive whatever happens. */
const MOST_TRIES = 1_500;

/** Shows the pictures. An edit may be repeated, so this step may, too. */
export async function deliver(job: SavedJob, delivery: Delivery): Promise<Verdict> {
  const delivered = await delivery.finish(job);
  if (delivered.outcome === "shown") return { type: "delivered" };
  if (delivered.outcome === "later" && job.attempts < MOST_TRIES) {
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: `Discord: ${delivered.code}` };
  }
  return failed({ kind: "undeliverable", charged: "yes", detail: String(delivered.code) });
}

/** Shows how a job without pictures ended; a reply that is gone needs no telling. */
export async function tell(job: StoppedJob, delivery: Delivery): Promise<Verdict> {
  const told = await delivery.tell(job);
  if (told.outcome === "later" && job.attempts < MOST_TRIES) {
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: `Discord: ${told.code}` };
  }
  return { type: "told" };
}
