import { type Clock, sleep } from "../clock.ts";
import type { Job } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import { StaleJobError } from "../jobs/record-verdict.ts";
import type { Verdict } from "../jobs/verdict.ts";
import type { Logger } from "../logger.ts";
import { backoff } from "./backoff.ts";
import type { OpenJob } from "./steps/step.ts";
import { UNCERTAIN } from "./steps/submit.ts";

export interface WalkOptions {
  readonly store: Pick<JobStore, "record" | "recorded">;
  readonly step: (job: OpenJob, resumed: boolean, signal: AbortSignal) => Promise<Verdict>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Resolves when nothing more urgent is to be done than the next step. */
  readonly turn: () => Promise<void>;
}

/** Who walks with a job, and what they do on the way. */
export interface Walker {
  /** The name in the job's claim. */
  readonly by: string;
  /** Called once the job counts as at the relay, or beyond. */
  readonly left?: () => void;
  /** Whether it is kept in hand until it is looked at again; otherwise the claim is released. */
  readonly holds?: (job: Job, ms: number) => boolean;
  /** Whether it alone needs to know when that is: where nothing else was found, nothing is written down. */
  readonly keepsTime?: true;
  /** Waits so long with it in hand. @returns the job as it is then; null where it is in other hands by now */
  readonly hold?: (job: Job, ms: number) => Promise<Job | null>;
}

/** The stop came between the word that the request leaves and its leaving. */
const NOT_SENT: Verdict = { type: "requeued", inMs: 0, why: "stopping" };
/** For a submit that was given up at a stop, to write down that it is uncertain. */
const LAST_WORDS_MS = 500;

/** Carries a job from step to step, and writes down what each finds out. */
export class Walk {
  readonly #options: WalkOptions;
  readonly #stopping = new AbortController();
  readonly #givingUp = new AbortController();

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Until a step says to look again later or the job has ended. @throws StaleJobError where it is in other hands by now */
  async go(first: Job, walker: Walker): Promise<void> {
    let job = first;
    for (let resumed = true; isOpen(job); resumed = false) {
      if (!this.#stops) await this.#options.turn();
      if (this.#stops && job.state !== "submitting") return;
      const verdict = await this.#verdict(job, resumed);
      // Not written down, and so not sent: it stays in the queue, for the next start or another process.
      if (this.#stops && verdict.type === "submitting") return;
      const held = verdict.type === "again" && walker.holds?.(job, verdict.inMs) === true;
      const pause = verdict.type === "again" || verdict.type === "requeued" || ends(verdict);
      const kept = held && walker.keepsTime === true && !changesRow(job, verdict);
      if (!kept) job = await this.#record(job, verdict, pause && !held, walker.by);
      if (job.state !== "queued") walker.left?.();
      if (held) {
        const again = (await walker.hold?.(job, verdict.inMs)) ?? null;
        if (again === null) return;
        job = again;
      } else if (pause) return;
    }
  }

  /** Begins no step any more, and breaks off reads, which can be repeated. */
  beginStop(): void {
    this.#stopping.abort();
  }

  /** After `beginStop`: uploads go on, and a submit may still get its answer, for at most `graceMs`. */
  async endStop(graceMs: number, underWay: ReadonlyMap<string, Promise<void>>): Promise<void> {
    await this.#over(underWay.values(), graceMs);
    this.#givingUp.abort();
    await this.#over(underWay.values(), LAST_WORDS_MS);
  }

  async #over(walks: Iterable<Promise<void>>, atMostMs: number): Promise<void> {
    const done = new AbortController();
    const all = Promise.allSettled(walks).then(() => done.abort());
    await Promise.race([all, sleep(this.#options.clock, atMostMs, done.signal)]);
  }

  get #stops(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #verdict(job: OpenJob, resumed: boolean): Promise<Verdict> {
    if (this.#stops && job.state === "submitting" && !resumed) return NOT_SENT;
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
  async #record(job: Job, verdict: Verdict, release: boolean, by: string): Promise<Job> {
    const { clock, log } = this.#options;
    for (let attempts = 0; ; attempts += 1) {
      try {
        const recorded = await this.#recordOnce(job, verdict, release, by, attempts > 0);
        logVerdict(log, recorded, verdict);
        return recorded;
      } catch (error) {
        if (error instanceof StaleJobError) throw error;
        log.error(
          { err: error, job: job.id, verdict: verdict.type },
          "a verdict could not be written down; trying again",
        );
        if (this.#stops) throw error;
        await sleep(clock, backoff(attempts), this.#stopping.signal);
      }
    }
  }

  async #recordOnce(job: Job, verdict: Verdict, release: boolean, by: string, again: boolean): Promise<Job> {
    const { store } = this.#options;
    try {
      return await store.record(job, verdict, release, by);
    } catch (error) {
      // The try before may have been committed, and only its answer lost.
      const recorded = again && error instanceof StaleJobError ? await store.recorded(job, verdict, by) : null;
      if (recorded === null) throw error;
      return recorded;
    }
  }
}

function isOpen(job: Job): job is OpenJob {
  return job.state !== "delivered" && job.toldAt === null;
}

/** Whether a verdict says more of a job than when to look at it again. */
function changesRow(job: Job, verdict: Verdict): boolean {
  if (verdict.type !== "again") return true;
  const { failedTry, cancelRefused = false, started = false } = verdict;
  return failedTry || job.attempts > 0 || cancelRefused || (started && job.startedAt === null);
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
