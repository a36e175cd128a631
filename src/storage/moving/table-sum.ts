import { createHash } from "node:crypto";
import type { MovedRow } from "./source-tables.ts";

const MODULUS = 1n << 256n;

/** The number of some rows, and a hash of what is in them, whatever their order: each row's own hash, summed up. */
export class TableSum {
  rows = 0;
  #sum = 0n;

  add(row: MovedRow): void {
    const columns = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
    const digest = createHash("sha256").update(JSON.stringify(columns)).digest("hex");
    this.#sum = (this.#sum + BigInt(`0x${digest}`)) % MODULUS;
    this.rows += 1;
  }

  get hash(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }

  equals(other: TableSum): boolean {
    return this.rows === other.rows && this.#sum === other.#sum;
  }
}
