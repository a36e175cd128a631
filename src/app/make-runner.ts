import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import type { Archive } from "../media/archive.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { Runner } from "../runner/runner.ts";
import { type StepOptions, step } from "../runner/steps/step.ts";
import { UsualDurations } from "../runner/usual-duration.ts";
import type { Watching } from "../watching.ts";
import type { Oversight } from "./oversight.ts";
import type { Payers } from "./payers.ts";
import { showPlaces } from "./show-places.ts";

export interface RunnerRooms {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly models: ModelCatalog;
  readonly payers: Payers;
  readonly delivery: Delivery;
  readonly oversight: Oversight;
  readonly watching: Watching;
}

/** What carries jobs to their end, with what it tells others of them. */
export function makeRunner({
  config,
  clock,
  log,
  archive,
  jobs,
  models,
  payers,
  delivery,
  oversight,
  watching,
}: RunnerRooms): Runner {
  const options: StepOptions = {
    models,
    relayFor: payers.relayFor,
    archive,
    clock,
    delivery,
    usual: new UsualDurations(jobs),
    show: (job, progress) => delivery.progress(job, progress),
    attachmentOrigins: [new URL(config.discordApiUrl).origin],
    resultOrigins: [new URL(config.relayUrl).origin, ...config.resultHosts.origins],
    resultHosts: config.resultHosts.hosts,
  };
  return new Runner({
    store: jobs,
    async step(job, resumed, signal) {
      const since = clock.now();
      const verdict = await step(job, resumed, signal, options);
      watching.job(job, verdict, clock.now() - since);
      void oversight.teller.job(job, verdict);
      await payers.ended(job, verdict);
      return verdict;
    },
    showPlaces: (waiting) => showPlaces(waiting, delivery),
    clock,
    log,
    name: randomUUID(),
    relayConcurrency: config.relayConcurrency,
  });
}
