import type { Job } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import { spaced } from "./ask-again.ts";
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
const PLACES_EVERY_MS = 1_500;

/** Takes due jobs of a database that is its own, walks each as far as it goes, and sleeps until the next is due. */
export class Runner implements JobRunner {
  readonly #options: RunnerOptions;
  readonly #inHand = new Map<string, Promise<void>>();
  /** At the relay and claimed, until they are asked about again: each by its id alone, with what cancels its timer. */
  readonly #resting = new Map<string, () => void>();
  /** Rested enough, with no hand free for them yet. */
  readonly #late = new Set<string>();
  /** Something was asked of them while a step had them in hand. */
  readonly #asked = new Set<string>();
  readonly #walk: Walk;
  #started = false;
  #queuedInHand = 0;
  #pumping: Promise<void> | null = null;
  #again = false;
  #cancelTimer: (() => void) | null = null;
  #cancelPlaces: (() => void) | null = null;
  #placesChanged = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#walk = new Walk(options);
  }

  /**
   * Takes up every job that a crash or a stop left behind. Until then nothing is begun: a claim of our own would be
   * released with the old ones, and its job done twice.
   */
  async start(): Promise<void> {
    const { store } = this.#options;
    await store.releaseClaims();
    store.onDue((id) => this.#wake(id));
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
    this.#cancelPlaces?.();
    for (const cancel of this.#resting.values()) cancel();
    this.#walk.beginStop();
    await this.#pumping;
    await this.#walk.endStop(graceMs, this.#inHand);
  }

  async #pump(): Promise<void> {
    const { store, name, log } = this.#options;
    while (this.#again && !this.#walk.stopping.aborted) {
      await this.#options.turn();
      this.#again = false;
      try {
        const waits = (await store.waiting(1)).length > 0;
        const free = waits ? await this.#freeAtRelay() : 1;
        const jobs = await store.claim(name, { queued: waits ? free : 0, others: MOST_IN_HAND - this.#inHand.size });
        for (const job of jobs) this.#take(job);
        const left = free - jobs.filter((job) => job.state === "queued").length;
        // With room at the relay, nobody waits for long.
        if (left <= 0) await this.#showPlaces();
        await this.#sleepUntilDue(left > 0);
      } catch (error) {
        log.error({ err: error }, "the jobs could not be read; trying again");
        this.#wakeIn(backoff(2));
      }
    }
  }

  /** No reply is edited more often than this, so what changed meanwhile is looked at once. */
  async #showPlaces(): Promise<void> {
    if (this.#cancelPlaces !== null) {
      this.#placesChanged = true;
      return;
    }
    const { store, clock, showPlaces } = this.#options;
    this.#placesChanged = false;
    this.#cancelPlaces = clock.after(PLACES_EVERY_MS, () => {
      this.#cancelPlaces = null;
      if (this.#placesChanged) this.nudge();
    });
    showPlaces((await store.waiting(PLACES_SHOWN)).filter(({ id }) => !this.#inHand.has(id)));
  }

  async #freeAtRelay(): Promise<number> {
    const { store, relayConcurrency } = this.#options;
    return relayConcurrency - (await store.countAtRelay()) - this.#queuedInHand;
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
    this.#carry(job.id, async () => job, leaveQueue);
  }

  #carry(id: string, read: () => Promise<Job | null>, left: () => void): void {
    const { name: by, log } = this.#options;
    const holds = (job: Job) => job.state === "submitted";
    const hold = (job: Job, ms: number) => this.#rest(job, ms);
    const walk = read()
      .then((job) => (job === null ? undefined : this.#walk.go(job, { by, left, holds, hold, keepsTime: true })))
      .catch((error) => {
        log.error({ err: error, job: id }, "a job was put aside after an error; it is looked at again soon");
        if (!this.#walk.stopping.aborted) this.#restFor(id, backoff(2));
      })
      .finally(() => {
        left();
        this.#inHand.delete(id);
        this.#asked.delete(id);
        this.#takeLate();
        // Of a job that rests nothing changed that another could wait for, but a hand is free.
        if (!this.#resting.has(id) || this.#inHand.size === MOST_IN_HAND - 1) this.nudge();
      });
    this.#inHand.set(id, walk);
  }

  /** Lets a job rest without a hand on it. @returns null, or the job where it is to be looked at again at once */
  async #rest({ id }: Job, ms: number): Promise<Job | null> {
    const { store, name } = this.#options;
    if (this.#asked.delete(id)) return store.held(id, name);
    this.#restFor(id, spaced(ms, this.#resting.size));
    return null;
  }

  #restFor(id: string, ms: number): void {
    this.#resting.set(
      id,
      this.#options.clock.after(ms, () => this.#wake(id)),
    );
  }

  /** A job that rests is to be looked at; one that is in hand, once more. */
  #wake(id: string): void {
    if (this.#inHand.has(id)) this.#asked.add(id);
    const cancel = this.#resting.get(id);
    if (cancel === undefined || this.#walk.stopping.aborted) return;
    cancel();
    this.#resting.delete(id);
    this.#late.add(id);
    this.#takeLate();
  }

  #takeLate(): void {
    const { store, name } = this.#options;
    for (const id of this.#late) {
      if (this.#inHand.size >= MOST_IN_HAND || this.#walk.stopping.aborted) return;
      this.#late.delete(id);
      this.#carry(
        id,
        () => store.held(id, name),
        () => {},
      );
    }
  }
}
