import type { Clock } from "../clock.ts";
import type { Finding } from "./finding.ts";

/** Outcomes that show nobody is there, or nobody who speaks the protocol. Any other answer shows that it lives. */
const NOBODY_THERE = new Set(["relay_down", "uncertain", "unreadable"]);
/** A restart over there is no alert. */
const DOWN_AFTER_MS = 2 * 60_000;
const DOWN_AFTER_CALLS = 3;
/** Without a call for so long nothing is known; whoever doubts asks. */
const ASK_AFTER_MS = 30_000;

/** Whether the relay answers, by what was asked of it anyway. */
export class RelayHealth {
  readonly #clock: Clock;
  #lastCallAt = 0;
  #answered = false;
  #failing: { since: number; calls: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `outcome` is "ok" or the kind of the error. */
  heard(outcome: string): void {
    if (outcome === "aborted") return;
    this.#lastCallAt = this.#clock.now();
    this.#answered = !NOBODY_THERE.has(outcome);
    if (this.#answered) this.#failing = null;
    else this.#failing = { since: this.#failing?.since ?? this.#lastCallAt, calls: (this.#failing?.calls ?? 0) + 1 };
  }

  finding(): Finding {
    const failing = this.#failing;
    const isDown =
      failing !== null && failing.calls >= DOWN_AFTER_CALLS && this.#clock.now() - failing.since >= DOWN_AFTER_MS;
    const state = isDown ? "bad" : this.#answered ? "good" : "unknown";
    return { kind: "relay", of: null, state, at: this.#lastCallAt, facts: {} };
  }

  /** Whether it has to be asked to know more: nobody has for a while, and it did not answer, or an alert stands. */
  wantsProbe(alertStands: boolean): boolean {
    return (alertStands || this.#failing !== null) && this.#clock.now() - this.#lastCallAt >= ASK_AFTER_MS;
  }
}
