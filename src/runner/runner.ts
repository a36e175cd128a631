import type { Job } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import { backoff } from "./backoff.ts";
import type { JobRunner } from "./job-runner.ts";
import { Walk, type WalkOptions } from "./walk.ts";

export interface RunnerOptions extends WalkOptions {
  readonly store: JobStore;
  /** Called with the jobs that go on waiting in our own queue, first to run first. */
  readonly showPlaces: (waiting: readonly Job[]) => void;
  /** This runner's name in the claims. */
  readonly name: string;
  /** How many of our requests the relay has at once. */
  readonly relayConcurrency: number;
}

/** Steps in hand at once, besides those that start a request. */
const MOST_IN_HAND = 64;
/** Jobs whose place in our queue is kept up to date in their replies. */
const PLACES_SHOWN = 50;

/** Takes due jobs of a database that is its own, walks each as far as it goes, and sleeps until the next is due. */
export class Runner implements JobRunner {
  readonly #options: RunnerOptions;
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #walk: Walk;
  #started = false;
  #queuedInHand = 0;
  #pumping: Promise<void> | null = null;
  #again = false;
  #cancelTimer: (() => void) | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#walk = new Walk(options);
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
    if (!this.#started || this.#pumping !== null || this.#walk.stopping.aborted) return;
    this.#pumping = this.#pump().finally(() => {
      this.#pumping = null;
      if (this.#again) this.nudge();
    });
  }

  async stop(graceMs: number): Promise<void> {
    this.#cancelTimer?.();
    this.#walk.beginStop();
    await this.#pumping;
    await this.#walk.endStop(graceMs, this.#inHand);
  }

  async #pump(): Promise<void> {
    const { store, name, relayConcurrency, log } = this.#options;
    while (this.#again && !this.#walk.stopping.aborted) {
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
    const walk = this.#walk
      .go(job, { by: this.#options.name, left: leaveQueue })
      .catch((error) => this.#options.log.error({ err: error, job: job.id }, "a job was put aside after an error"))
      .finally(() => {
        leaveQueue();
        this.#inHand.delete(job.id);
        this.nudge();
      });
    this.#inHand.set(job.id, walk);
  }
}
