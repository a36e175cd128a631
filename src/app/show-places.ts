import type { Delivery } from "../delivery/delivery.ts";
import type { Job } from "../jobs/job.ts";

/** Tells each waiting job's reply its place in our own queue. */
export function showPlaces(waiting: readonly Job[], delivery: Delivery): void {
  for (const [index, job] of waiting.entries()) {
    if (job.messageId !== null) delivery.progress(job, { phase: "queued", place: index + 1 });
  }
}
