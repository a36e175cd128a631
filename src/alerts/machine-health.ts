import type { Finding } from "./finding.ts";

const GIB = 1024 ** 3;
/** Some thousand pictures: time enough to make room. */
const DISK_LOW_BYTES = 2 * GIB;
const DISK_FINE_BYTES = 3 * GIB;
const SLOW_MS = 1_000;
const QUICK_MS = 250;
/** One slow answer is a backup or a start next door. */
const IN_A_ROW = 3;

/** Whether there is room for pictures. `machine` tells one disk from another's. */
export function diskFinding(freeBytes: number, machine: string, at: number): Finding {
  const state = freeBytes < DISK_LOW_BYTES ? "bad" : freeBytes >= DISK_FINE_BYTES ? "good" : "unknown";
  return { kind: "disk", of: machine, state, at, facts: { freeBytes, machine } };
}

/** Whether the database answers quickly, by the time that a small question took. */
export class DatabaseHealth {
  #slow = 0;
  #quick = 0;
  #lastMs = 0;

  took(ms: number): void {
    this.#slow = ms >= SLOW_MS ? this.#slow + 1 : 0;
    this.#quick = ms < QUICK_MS ? this.#quick + 1 : 0;
    this.#lastMs = ms;
  }

  finding(at: number): Finding {
    const state = this.#slow >= IN_A_ROW ? "bad" : this.#quick >= IN_A_ROW ? "good" : "unknown";
    return { kind: "database", of: null, state, at, facts: { seconds: Math.round(this.#lastMs / 100) / 10 } };
  }
}
