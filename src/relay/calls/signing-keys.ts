import type { KeyObject } from "node:crypto";
import { Agent } from "undici";
import type { Clock } from "../../clock.ts";
import { exchange } from "../exchange.ts";
import { readJson } from "../json.ts";
import { readKeySet } from "./signature.ts";

/** As long as fal allows. */
const KEPT_MS = 24 * 60 * 60_000;
/** A signature by none of the keys may be by a new one; but nobody shall make us ask all the time. */
const ASKED_AGAIN_AFTER_MS = 5 * 60_000;
const LIMITS = { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 };
const MAX_BYTES = 256 * 1024;

/** The keys that calls are signed with, fetched when they are first needed. */
export class SigningKeys {
  readonly #address: URL;
  readonly #clock: Clock;
  readonly #agent = new Agent({ allowH2: false });
  #keys: readonly KeyObject[] | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;

  constructor(address: string, clock: Clock) {
    this.#address = new URL(address);
    this.#clock = clock;
  }

  /** Whether one of the keys fits; null where there are no keys to be had. */
  async fits(isSignedBy: (keys: readonly KeyObject[]) => boolean): Promise<boolean | null> {
    const known = this.#clock.now() - this.#readAt < KEPT_MS ? this.#keys : null;
    if (known !== null && isSignedBy(known)) return true;
    await this.#ask();
    return this.#keys === null ? null : isSignedBy(this.#keys);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #ask(): Promise<void> {
    if (this.#clock.now() - this.#askedAt >= ASKED_AGAIN_AFTER_MS) {
      this.#askedAt = this.#clock.now();
      this.#asking = this.#read().finally(() => {
        this.#asking = null;
      });
    }
    await this.#asking;
  }

  async #read(): Promise<void> {
    const { origin, pathname, search } = this.#address;
    const request = {
      origin,
      path: pathname + search,
      method: "GET",
      headers: { accept: "application/json" },
    } as const;
    const terms = { limits: LIMITS, maxBytes: MAX_BYTES, clock: this.#clock, signal: undefined };
    const asked = await exchange(this.#agent, request, terms);
    const keys = asked.ok && asked.answer.status === 200 ? readKeySet(readJson(asked.answer.text)) : null;
    if (keys === null) {
      // Nothing was learned: the next call may ask at once, and what is too old serves nobody.
      this.#askedAt = Number.NEGATIVE_INFINITY;
      if (this.#clock.now() - this.#readAt >= KEPT_MS) this.#keys = null;
      return;
    }
    this.#keys = keys;
    this.#readAt = this.#clock.now();
  }
}
