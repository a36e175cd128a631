import { type Clock, sleep } from "../clock.ts";
import type { Job } from "../jobs/job.ts";
import { type JobStore, StaleJobError } from "../jobs/job-store.ts";
import type { Verdict } from "../jobs/verdict.ts";
import type { Logger } from "../logger.ts";
import { backoff } from "./backoff.ts";
import type { OpenJob } from "./steps/step.ts";
import { UNCERTAIN } from "./steps/submit.ts";

export interface RunnerOptions {
  readonly store: JobStore;
  readonly step: (job: OpenJob, resumed: boolean, signal: AbortSignal) => Promise<Verdict>;
  /** Called with the jobs that go on waiting in our own queue, first to run first. */
  readonly showPlaces: (waiting: readonly Job[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
  /** This runner's name in the claims. */
  readonly name: string;
  /** How many of our requests the relay has at once. */
  readonly relayConcurrency: number;
}

/** Steps in hand at once, besides those that start a request. */
const MOST_IN_HAND = 64;
/** Jobs whose place in our queue is kept up to date in their replies. */
const PLACES_SHOWN = 50;
/** For a submit that was given up at a stop, to write down that it is uncertain. */
const LAST_WORDS_MS = 500;

/** Takes due jobs, walks each as far as it goes, writes down what its steps find out, and sleeps until the next is due. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #givingUp = new AbortController();
  #started = false;
  #queuedInHand = 0;
  #pumping: Promise<void> | null = null;
  #again = false;
  #cancelTimer: (() => void) | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /**
   * Takes up every job that a crash or a stop left behind. Until then nothing is begun: a claim of our own would be
   * released with the old ones, and its job done twice.
   */
  async start(): Promise<void> {
    await this.#options.store.releaseClaims();
    this.#started = true;
    this.nudge();
  }

  /** Something may be due now. */
  nudge(): void {
    this.#again = true;
    if (!this.#started || this.#pumping !== null || this.#stopping.signal.aborted) return;
    this.#pumping = this.#pump().finally(() => {
      this.#pumping = null;
      if (this.#again) this.nudge();
    });
  }

  /**
   * Ends in order: nothing new is begun and reads are broken off (the next start repeats them), while uploads go on and a
   * submit may still get its answer, for at most `graceMs`.
   */
  async stop(graceMs: number): Promise<void> {
    this.#cancelTimer?.();
    this.#stopping.abort();
    await this.#pumping;
    await this.#handsFree(graceMs);
    this.#givingUp.abort();
    await this.#handsFree(LAST_WORDS_MS);
  }

  async #handsFree(atMostMs: number): Promise<void> {
    const done = new AbortController();
    const all = Promise.allSettled(this.#inHand.values()).then(() => done.abort());
    await Promise.race([all, sleep(this.#options.clock, atMostMs, done.signal)]);
  }

  async #pump(): Promise<void> {
    const { store, name, relayConcurrency, log } = this.#options;
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false;
      try {
        const free = relayConcurrency - (await store.countAtRelay()) - this.#queuedInHand;
        const jobs = await store.claim(name, { queued: free, others: MOST_IN_HAND - this.#inHand.size });
        for (const job of jobs) this.#take(job);
        this.#options.showPlaces(await store.waiting(PLACES_SHOWN));
        await this.#sleepUntilDue(free - jobs.filter((job) => job.state === "queued").length > 0);
      } catch (error) {
        log.error({ err: error }, "the jobs could not be read; trying again");
        this.#wakeIn(backoff(2));
      }
    }
  }

  async #sleepUntilDue(roomAtRelay: boolean): Promise<void> {
    const due = await this.#options.store.nextDue(roomAtRelay);
    if (due !== null && this.#inHand.size < MOST_IN_HAND) this.#wakeIn(Math.max(0, due - this.#options.clock.now()));
  }

  #wakeIn(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(ms, () => this.nudge());
  }

  #take(job: Job): void {
    let atQueue = job.state === "queued";
    if (atQueue) this.#queuedInHand += 1;
    const leaveQueue = () => {
      if (atQueue) this.#queuedInHand -= 1;
      atQueue = false;
    };
    const walk = this.#walk(job, leaveQueue)
      .catch((error) => this.#options.log.error({ err: error, job: job.id }, "a job was put aside after an error"))
      .finally(() => {
        leaveQueue();
        this.#inHand.delete(job.id);
        this.nudge();
      });
    this.#inHand.set(job.id, walk);
  }

  /** From step to step, until one says to look again later or the job has ended. `left` is called once it counts as at the relay. */
  async #walk(first: Job, left: () => void): Promise<void> {
    let job = first;
    for (let resumed = true; isOpen(job); resumed = false) {
      const verdict = await this.#verdict(job, resumed);
      const pause = verdict.type === "again" || verdict.type === "requeued" || ends(verdict);
      job = await this.#record(job, verdict, pause);
      if (job.state !== "queued") left();
      if (pause) return;
      if (this.#stopping.signal.aborted && job.state !== "submitting") return;
    }
  }

  async #verdict(job: OpenJob, resumed: boolean): Promise<Verdict> {
    // A request on its way is not broken off by a stop: its answer decides whether the job is certain.
    const signal = job.state === "submitting" ? this.#givingUp.signal : this.#stopping.signal;
    try {
      return await this.#options.step(job, resumed, signal);
    } catch (error) {
      this.#options.log.error({ err: error, job: job.id, state: job.state }, "a step failed in an unforeseen way");
      if (job.state === "submitting") return UNCERTAIN;
      return { type: "again", inMs: backoff(job.attempts), failedTry: true };
    }
  }

  /** What a step found out must not be lost: a relay's request id exists nowhere else. Tried until the database takes it. */
  async #record(job: Job, verdict: Verdict, release: boolean): Promise<Job> {
    const { store, clock, log } = this.#options;
    for (let attempts = 0; ; attempts += 1) {
      try {
        const recorded = await store.record(job, verdict, release);
        logVerdict(log, recorded, verdict);
        return recorded;
      } catch (error) {
        if (error instanceof StaleJobError) throw error;
        log.error(
          { err: error, job: job.id, verdict: verdict.type },
          "a verdict could not be written down; trying again",
        );
        if (this.#stopping.signal.aborted) throw error;
        await sleep(clock, backoff(attempts), this.#stopping.signal);
      }
    }
  }
}

function isOpen(job: Job): job is OpenJob {
  return job.state !== "delivered" && job.toldAt === null;
}

function ends(verdict: Verdict): boolean {
  return verdict.type === "delivered" || verdict.type === "told";
}

function logVerdict(log: Logger, job: Job, verdict: Verdict): void {
  if (verdict.type === "again" && !verdict.failedTry) return;
  const facts = { job: job.id, model: job.model, state: job.state };
  if (verdict.type === "stopped") {
    log.info({ ...facts, kind: verdict.failure.kind, charged: verdict.failure.charged }, "job ended");
  } else if (verdict.type === "again" || verdict.type === "requeued") {
    log.warn({ ...facts, attempts: job.attempts, inMs: verdict.inMs, why: verdict.why }, `job ${verdict.type}`);
  } else log.info(facts, `job ${verdict.type}`);
}
