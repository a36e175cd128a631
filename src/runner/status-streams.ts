import type { Clock } from "../clock.ts";
import type { JobId, SubmittedJob } from "../jobs/job.ts";
import type { RelayClient } from "../relay/client.ts";
import type { QueueStatus } from "../relay/progress.ts";
import type { StreamEnd } from "../relay/stream.ts";
import { learn, type TraitsMemory } from "../relay/traits.ts";

export interface StatusStreamsOptions {
  readonly traits: TraitsMemory;
  readonly clock: Clock;
  /** Makes a job due. */
  readonly wake: (id: JobId) => void;
}

/** Each holds a connection open, here and at the relay; whoever finds no room is asked for as ever. */
const MOST_OPEN = 24;
/** Streams in a row that said nothing: what lies between holds them back. */
const MOST_MUTE = 3;
const WAKE_AGAIN_MS = 1_000;
const MOST_WAKES = 8;
const MOST_REMEMBERED = 1_000;

/** A job whose stream is over, until its next step looks. */
interface Ended {
  readonly status: QueueStatus | null;
  cancelTimer: () => void;
}

/**
 * Requests whose status the relay tells by itself. That it does so is found out: with one stream at first, by what
 * answers there. A stream replaces the questions for as long as it lives, and wakes its job when it is over.
 */
export class StatusStreams {
  readonly #options: StatusStreamsOptions;
  readonly #open = new Map<JobId, AbortController>();
  readonly #ended = new Map<JobId, Ended>();
  /** Jobs that a stream was no good for: they are asked for. */
  readonly #failed = new Set<JobId>();
  #mute = 0;
  #stopped = false;

  constructor(options: StatusStreamsOptions) {
    this.#options = options;
  }

  /** Whether news of this job comes by itself. */
  watches(id: JobId): boolean {
    return this.#open.has(id);
  }

  /** How a watched request ended; null where the relay must be asked. Called at each look at the job. */
  take(id: JobId): QueueStatus | null {
    const ended = this.#ended.get(id);
    ended?.cancelTimer();
    this.#ended.delete(id);
    return ended?.status ?? null;
  }

  /** Watches the job from now on, if there is room and the relay tells. @returns whether it is watched */
  open(job: SubmittedJob, relay: RelayClient, heard: (status: QueueStatus) => void): boolean {
    if (this.#stopped || this.#failed.has(job.id) || this.#open.size >= this.#room()) return false;
    const abort = new AbortController();
    this.#open.set(job.id, abort);
    let last: QueueStatus | null = null;
    const hear = (status: QueueStatus) => {
      last = status;
      // What is told only at the end may have been held back until then.
      if (status.status === "COMPLETED") return;
      learn(this.#options.traits, { hasStream: true });
      this.#mute = 0;
      heard(status);
    };
    void relay.watch(job.model, job.request, hear, abort.signal).then((end) => this.#over(job.id, end, last));
    return true;
  }

  /** Nothing of this job is wanted any more. */
  forget(id: JobId): void {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
    this.take(id);
  }

  stop(): void {
    this.#stopped = true;
    for (const id of [...this.#open.keys(), ...this.#ended.keys()]) this.forget(id);
  }

  #room(): number {
    const { hasStream } = this.#options.traits.read();
    return hasStream === true ? MOST_OPEN : hasStream === null ? 1 : 0;
  }

  #over(id: JobId, end: StreamEnd, last: QueueStatus | null): void {
    if (!this.#open.delete(id) || this.#stopped) return;
    if (end !== "completed") {
      if (this.#failed.size >= MOST_REMEMBERED) this.#failed.clear();
      this.#failed.add(id);
      if (last === null) this.#mute += 1;
      if (end === "not offered" || this.#mute >= MOST_MUTE) learn(this.#options.traits, { hasStream: false });
    }
    this.#wake(id, { status: end === "completed" ? last : null, cancelTimer: () => {} }, 1);
  }

  /** Again, until somebody looks: the step that opened the stream may not have written down yet when it looks next. */
  #wake(id: JobId, ended: Ended, times: number): void {
    this.#ended.set(id, ended);
    this.#options.wake(id);
    ended.cancelTimer = this.#options.clock.after(WAKE_AGAIN_MS, () => {
      if (times < MOST_WAKES) this.#wake(id, ended, times + 1);
      else this.#ended.delete(id);
    });
  }
}
