import type { Pool } from "pg";
import { sleep } from "../../clock.ts";
import type { Claims } from "../../jobs/across/claims.ts";
import type { Presence } from "../../jobs/across/presence.ts";
import { LOOK_CHANNEL, type SharedQueue, TASK } from "../../jobs/across/shared-queue.ts";
import type { Job, JobId } from "../../jobs/job.ts";
import type { JobStore } from "../../jobs/job-store.ts";
import { StaleJobError } from "../../jobs/record-verdict.ts";
import { spaced } from "../ask-again.ts";
import { backoff } from "../backoff.ts";
import type { JobRunner } from "../job-runner.ts";
import { Walk, type WalkOptions } from "../walk.ts";
import { type Entries, takeEntries } from "./entries.ts";
import { Looks } from "./looks.ts";

export interface AcrossRunnerOptions extends WalkOptions {
  readonly store: JobStore;
  readonly pool: Pool;
  readonly queue: SharedQueue;
  readonly claims: Claims;
  readonly presence: Presence;
  /** Called, in one process alone, with the jobs that go on waiting in our own queue, first to run first. */
  readonly showPlaces: (waiting: readonly Job[]) => void;
  /** Called with a job that others go on with. */
  readonly lost: (job: Job) => void;
}

/** Steps in hand at once, besides jobs that only wait until they are looked at again. */
const MOST_IN_HAND = 64;
/** Waits up to this are spent with the job in hand: its claim costs nothing, taking it anew does. */
const HELD_MS = 10_000;
const MOST_HELD = 5_000;
/** How often one process looks after what concerns all of them. */
const KEEP_MS = 3_000;
/** At which of those times it looks for jobs that were forgotten. */
const FORGOTTEN_EVERY = 3;
const PLACES_SHOWN = 50;

/** Walks jobs that it shares with other processes: it hears of them by the queue, and takes each in hand by a claim. */
export class AcrossRunner implements JobRunner {
  readonly #options: AcrossRunnerOptions;
  readonly #walk: Walk;
  readonly #looks: Looks;
  readonly #inHand = new Map<string, Promise<void>>();
  /** Those that wait in hand, by what wakes them. */
  readonly #waiting = new Map<string, AbortController>();
  /** In hand and asked for while a step had them. */
  readonly #asked = new Set<string>();
  /** Claimed and not in hand at the last look. */
  #unwalked: ReadonlySet<string> = new Set();
  #handFree = Promise.withResolvers<void>();
  #entries: Entries | null = null;
  #keeping: Promise<void> = Promise.resolve();
  #cancelKeep = () => {};
  #kept = 0;

  constructor(options: AcrossRunnerOptions) {
    this.#options = options;
    this.#walk = new Walk(options);
    const { pool, clock } = options;
    this.#looks = new Looks({ pool, clock, channel: LOOK_CHANNEL, heard: (id) => this.#look(id) });
  }

  async start(): Promise<void> {
    const { pool, clock, log, presence } = this.#options;
    await this.#looks.start();
    const heard = (id: string) => this.#heard(id);
    const named = (name: string) => presence.takesEntriesAs(name);
    this.#entries = await takeEntries({ pool, clock, log, task: TASK, heard, named });
    this.#keepLater();
  }

  /** The queue tells by itself what is due. */
  nudge(): void {}

  /** What is still in hand after the grace is given back for the others to go on with, once this process leaves. */
  async stop(graceMs: number): Promise<void> {
    this.#cancelKeep();
    this.#walk.beginStop();
    this.#handFree.resolve();
    for (const wake of this.#waiting.values()) wake.abort();
    await Promise.all([this.#entries?.stop(), this.#keeping]);
    await this.#walk.endStop(graceMs, this.#inHand);
    this.#looks.stop();
  }

  async #heard(id: string): Promise<void> {
    const { claims, presence, log } = this.#options;
    try {
      while (this.#isFull() && !this.#walk.stopping.aborted) await this.#handFree.promise;
      if (this.#walk.stopping.aborted) return await claims.callAgain(id);
      const by = presence.name;
      const job = await claims.take(id, by);
      if (job !== null) this.#take(job, by);
    } catch (error) {
      // One process looks for jobs that no entry stands for.
      log.error({ err: error, job: id }, "a job could not be taken in hand; it is called again soon");
    }
  }

  #isFull(): boolean {
    const active = this.#inHand.size - this.#waiting.size;
    return active >= MOST_IN_HAND || this.#inHand.size >= MOST_HELD;
  }

  #take(job: Job, by: string): void {
    const { log, lost } = this.#options;
    const walk = this.#walk
      .go(job, {
        by,
        // Whoever takes it over after us asks at once.
        keepsTime: true,
        holds: (held, ms) => this.#holds(held, ms),
        hold: (held, ms) => this.#hold(held, ms, by),
      })
      .catch((error) => {
        if (error instanceof StaleJobError) {
          log.warn({ job: job.id }, "a job went on elsewhere");
          lost(job);
        } else log.error({ err: error, job: job.id }, "a job was put aside after an error; it is given back soon");
      })
      .then(() => this.#afterWalk(job.id, by))
      .catch((error) => log.error({ err: error, job: job.id }, "a job could not be given back; others take it soon"))
      .finally(() => {
        // It may have been lost and taken again meanwhile.
        if (this.#inHand.get(job.id) === walk) this.#inHand.delete(job.id);
        this.#asked.delete(job.id);
        this.#freeHand();
      });
    this.#inHand.set(job.id, walk);
  }

  async #afterWalk(id: JobId, by: string): Promise<void> {
    if (this.#walk.stopping.aborted) return this.#options.claims.giveBack(id, by);
    // News came while its step, which did not know of it, had put it off.
    if (this.#asked.has(id)) await this.#options.store.wake(id);
  }

  /** One that waits for a place at the relay shall not keep it meanwhile. */
  #holds(job: Job, ms: number): boolean {
    return job.state !== "queued" && ms <= HELD_MS && !this.#walk.stopping.aborted;
  }

  async #hold(job: Job, ms: number, by: string): Promise<Job | null> {
    const { clock, store, log } = this.#options;
    const { id } = job;
    if (!this.#asked.delete(id) && !this.#walk.stopping.aborted) {
      const wake = new AbortController();
      this.#waiting.set(id, wake);
      this.#freeHand();
      await sleep(clock, Math.min(HELD_MS, spaced(ms, this.#waiting.size)), wake.signal);
      if (this.#waiting.get(id) === wake) this.#waiting.delete(id);
    }
    for (let attempts = 0; !this.#walk.stopping.aborted; attempts += 1) {
      try {
        return await store.held(id, by);
      } catch (error) {
        log.error({ err: error, job: id }, "a job could not be read; trying again");
        await sleep(clock, backoff(attempts), this.#walk.stopping);
      }
    }
    return null;
  }

  #look(id: string): void {
    if (!this.#inHand.has(id)) return;
    const wake = this.#waiting.get(id);
    if (wake === undefined) this.#asked.add(id);
    else wake.abort();
  }

  #freeHand(): void {
    this.#handFree.resolve();
    this.#handFree = Promise.withResolvers();
  }

  #keepLater(): void {
    this.#cancelKeep = this.#options.clock.after(KEEP_MS, () => {
      this.#keeping = this.#keep()
        .catch((error) => this.#options.log.error({ err: error }, "the waiting jobs could not be looked at"))
        .finally(() => {
          if (!this.#walk.stopping.aborted) this.#keepLater();
        });
    });
  }

  /** Its rows say that they are in hand, and nobody walks them: a claim was committed and its answer lost. */
  async #giveBackUnwalked(): Promise<void> {
    const { claims, presence } = this.#options;
    const by = presence.name;
    const unwalked = (await claims.heldBy(by)).filter((id) => !this.#inHand.has(id));
    // Seen twice: one that is just being taken is not in hand either.
    for (const id of unwalked) if (this.#unwalked.has(id) && !this.#inHand.has(id)) await claims.giveBack(id, by);
    this.#unwalked = new Set(unwalked);
  }

  /** What every process looks after, and what one does for all. */
  async #keep(): Promise<void> {
    const { presence, queue, store, showPlaces } = this.#options;
    await this.#giveBackUnwalked();
    if (!(await presence.leads())) return;
    this.#kept += 1;
    if (this.#kept % FORGOTTEN_EVERY === 0) await queue.callForgotten();
    showPlaces(await store.waiting(PLACES_SHOWN));
  }
}
