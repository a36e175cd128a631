import type { SubmittedJob } from "../jobs/job.ts";
import type { CallAddresses } from "../relay/calls/call-address.ts";
import { learn, type TraitsMemory } from "../relay/traits.ts";

/** One may be lost, or come just after we asked. */
const MISSED_IN_A_ROW = 3;

/** Whether the relay will call when it is done: found out from what came of the addresses it was told. */
export class ExpectedCalls {
  readonly #addresses: CallAddresses | null;
  readonly #traits: TraitsMemory;
  #missed = 0;

  /** Without `addresses` nobody can call us. */
  constructor(addresses: CallAddresses | null, traits: TraitsMemory) {
    this.#addresses = addresses;
    this.#traits = traits;
  }

  /** What a submit names; null where nobody can call. */
  addressFor(jobId: string): string | null {
    return this.#addresses?.of(jobId) ?? null;
  }

  /** Asking is then only a net below. */
  get likely(): boolean {
    return this.#addresses !== null && this.#traits.read().callsBack === true;
  }

  /** A request was found to be done: after a call, or because we asked. */
  ended(job: SubmittedJob): void {
    if (this.#addresses === null) return;
    if (job.calledAt !== undefined) {
      this.#missed = 0;
      learn(this.#traits, { callsBack: true });
    } else if (this.likely) {
      this.#missed += 1;
      if (this.#missed >= MISSED_IN_A_ROW) learn(this.#traits, { callsBack: false });
    }
  }
}
