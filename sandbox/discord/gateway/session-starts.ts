import type { Clock } from "../../clock.ts";
import type { SandboxSettings } from "../settings.ts";
import { SECOND_MS } from "../wire.ts";
import { CLOSE, type Closing } from "./opcodes.ts";
import type { Shard } from "./session.ts";

const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** Discord's documentation, gateway, session start limit: so long each of `max_concurrency` places is taken. */
const PLACE_TAKEN_MS = 5 * SECOND_MS;

/** Counts how often a bot identifies, in a day and at a time. */
export class SessionStarts {
  readonly #clock: Clock;
  readonly #settings: SandboxSettings;
  #inADay: number[] = [];
  /** By place, which is the shard's number modulo `max_concurrency`: when it was last taken. */
  readonly #taken = new Map<number, number>();

  constructor({ clock, settings }: { clock: Clock; settings: SandboxSettings }) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** What GET /gateway/bot says of it. */
  get limit() {
    const { sessionStarts: total, maxConcurrency } = this.#settings.gateway;
    const now = this.#clock.now();
    this.#inADay = this.#inADay.filter((at) => at > now - DAY_MS);
    const [first = now - DAY_MS] = this.#inADay;
    const remaining = Math.max(0, total - this.#inADay.length);
    return { total, remaining, reset_after: first + DAY_MS - now, max_concurrency: maxConcurrency };
  }

  /** Counts one more. What comes back is why it is not taken: a close, or an invalid session for one that came too soon. */
  refusal(shard: Shard, guildsOf: (shard: Shard) => number): Closing | "too_soon" | null {
    const { gateway } = this.#settings;
    const [index, count] = shard;
    if (!(Number.isInteger(index) && Number.isInteger(count) && index >= 0 && index < count)) return CLOSE.invalidShard;
    if (guildsOf(shard) > gateway.guildsPerShard) return CLOSE.shardingRequired;
    if (!gateway.startLimits) return null;
    // Discord takes the token away then; here it serves again after a day.
    if (this.limit.remaining === 0) return CLOSE.authenticationFailed;
    const now = this.#clock.now();
    this.#inADay.push(now);
    const place = index % gateway.maxConcurrency;
    const takenAt = this.#taken.get(place);
    if (takenAt !== undefined && now - takenAt < PLACE_TAKEN_MS) return "too_soon";
    this.#taken.set(place, now);
    return null;
  }
}
