import type { JobId, SubmittedJob } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { CallAddresses } from "../relay/calls/call-address.ts";
import { learn, type TraitsMemory } from "../relay/traits.ts";

/** Whoever asks all the time may be a little earlier than a call. */
const IN_TIME_MS = 10_000;
/** One may be lost. */
const MISSED_IN_A_ROW = 3;

/** Whether the relay will call when it is done: found out from what comes to the addresses it is told. */
export class ExpectedCalls {
  readonly #addresses: CallAddresses | null;
  readonly #traits: TraitsMemory;
  readonly #jobs: Pick<JobStore, "relayCalled" | "countUncalled">;
  /** Jobs whose end was found by asking, since the last call. */
  #uncalled: readonly JobId[] = [];

  /** Without `addresses` nobody can call us. */
  constructor(
    addresses: CallAddresses | null,
    traits: TraitsMemory,
    jobs: Pick<JobStore, "relayCalled" | "countUncalled">,
  ) {
    this.#addresses = addresses;
    this.#traits = traits;
    this.#jobs = jobs;
  }

  /** What a submit names; null where nobody can call. */
  addressFor(jobId: string): string | null {
    return this.#addresses?.of(jobId) ?? null;
  }

  /** Asking is then only a net below. */
  get likely(): boolean {
    return this.#addresses !== null && this.#traits.read().callsBack === true;
  }

  /** The relay called. @returns whether a job is due now that was not */
  async heard(jobId: string, requestId: string | null): Promise<boolean> {
    const call = await this.#jobs.relayCalled(jobId, requestId);
    if (call !== null && call.lateMs <= IN_TIME_MS) this.#comes();
    return call?.woke ?? false;
  }

  /** A request was found to be done: after a call, or because we asked. */
  async ended(job: SubmittedJob): Promise<void> {
    if (this.#addresses === null) return;
    if (job.calledAt !== undefined) return this.#comes();
    if (!this.likely) return;
    // Their calls may have come since; this one's may be on its way.
    const before = this.#uncalled.length === 0 ? 0 : await this.#jobs.countUncalled(this.#uncalled);
    if (before === 0) this.#uncalled = [];
    if (before >= MISSED_IN_A_ROW) {
      this.#uncalled = [];
      learn(this.#traits, { callsBack: false });
    } else this.#uncalled = [...this.#uncalled, job.id];
  }

  #comes(): void {
    this.#uncalled = [];
    learn(this.#traits, { callsBack: true });
  }
}
