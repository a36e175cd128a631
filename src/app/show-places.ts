import type { Delivery } from "../delivery/delivery.ts";
import type { Job } from "../jobs/job.ts";

/** Tells each waiting job's reply its place in our own queue. */
export function showPlaces(waiting: readonly Job[], delivery: Delivery): void {
  for (const [index, job] of waiting.entries()) {
    if (job.messageId !== null) delivery.progress(job, { phase: "queued", place: index + 1 });
  }
}

/** The same where other processes may run the jobs: those that wait no longer are remembered no longer. */
export class ShownPlaces {
  readonly #delivery: Delivery;
  #shown: readonly Job[] = [];

  constructor(delivery: Delivery) {
    this.#delivery = delivery;
  }

  show(waiting: readonly Job[]): void {
    const ids = new Set(waiting.map(({ id }) => id));
    for (const job of this.#shown) if (!ids.has(job.id)) this.#delivery.forget(job);
    this.#shown = waiting;
    showPlaces(waiting, this.#delivery);
  }
}
