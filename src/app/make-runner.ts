import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { FirstAnswers } from "../first-answers.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import type { Archive } from "../media/archive.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { OwnModels } from "../models/import/own-models.ts";
import type { ExpectedCalls } from "../runner/expected-calls.ts";
import type { JobRunner } from "../runner/job-runner.ts";
import { Runner } from "../runner/runner.ts";
import type { StatusStreams } from "../runner/status-streams.ts";
import { type StepOptions, step } from "../runner/steps/step.ts";
import { UsualDurations } from "../runner/usual-duration.ts";
import type { WalkOptions } from "../runner/walk.ts";
import { type Database, poolOf } from "../storage/database.ts";
import type { Watching } from "../watching.ts";
import type { Across } from "./across.ts";
import type { Oversight } from "./oversight.ts";
import type { Payers } from "./payers.ts";
import { ShownPlaces, showPlaces } from "./show-places.ts";

export interface RunnerRooms {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly models: ModelCatalog;
  readonly ownModels: Pick<OwnModels, "refresh">;
  readonly payers: Payers;
  readonly delivery: Delivery;
  readonly oversight: Oversight;
  readonly watching: Watching;
  readonly calls: ExpectedCalls;
  readonly streams: StatusStreams;
  readonly firstAnswers: FirstAnswers;
  readonly database: Database;
  /** Null where the jobs are this process's alone. */
  readonly across: Across | null;
}

/** Where others carry the jobs, who are told by the queue. */
const NO_RUNNER: JobRunner = { start: async () => {}, nudge: () => {}, stop: async () => {} };

/** What carries jobs to their end, with what it tells others of them. */
export async function makeRunner(rooms: RunnerRooms): Promise<JobRunner> {
  const { config, clock, log, archive, jobs, models, payers, delivery, oversight, watching, across } = rooms;
  if (config.role === "gateway") return NO_RUNNER;
  const options: StepOptions = {
    models,
    relayFor: payers.relayFor,
    archive,
    clock,
    delivery,
    usual: new UsualDurations(jobs),
    calls: rooms.calls,
    streams: rooms.streams,
    show: (job, progress) => delivery.progress(job, progress),
    attachmentOrigins: [new URL(config.discordApiUrl).origin],
    resultOrigins: [new URL(config.relayUrl).origin, ...config.resultHosts.origins],
    resultHosts: config.resultHosts.hosts,
  };
  const walking: WalkOptions = {
    store: jobs,
    async step(job, resumed, signal) {
      // Another process may have added it a moment ago. What is submitted now was looked for when it was prepared.
      const isUnknown = across !== null && job.state !== "submitting" && models.byEndpoint(job.model) === undefined;
      if (isUnknown) await rooms.ownModels.refresh();
      const since = clock.now();
      const verdict = await step(job, resumed, signal, options);
      watching.job(job, verdict, clock.now() - since);
      void oversight.teller.job(job, verdict);
      // What the step found out counts, whatever becomes of this.
      await payers
        .ended(job, verdict)
        .catch((error) => log.error({ err: error, job: job.id }, "its payer was not told"));
      return verdict;
    },
    clock,
    log,
    turn: () => rooms.firstAnswers.given(),
  };
  if (across === null) {
    return new Runner({
      ...walking,
      store: jobs,
      showPlaces: (waiting) => showPlaces(waiting, delivery),
      name: randomUUID(),
      relayConcurrency: config.relayConcurrency,
    });
  }
  const { AcrossRunner } = await import("../runner/across/across-runner.ts");
  const shown = new ShownPlaces(delivery);
  return new AcrossRunner({
    ...walking,
    ...across,
    store: jobs,
    pool: poolOf(rooms.database),
    showPlaces: (waiting) => shown.show(waiting),
    lost: (job) => delivery.forget(job),
  });
}
