import type { Context, Next } from "hono";
import type { Clock } from "../../clock.ts";
import type { SandboxSettings } from "../settings.ts";
import { SECOND_MS } from "../wire.ts";
import type { BotEnv } from "./bot-request.ts";
import { tooManyRequests } from "./request-faults.ts";

interface Rule {
  name: string;
  line: RegExp;
  limit: number;
  windowMs: number;
}

/**
 * Discord publishes no numbers and asks clients to read the headers. These follow what client libraries observed
 * (five an interaction token or channel, a few seconds' window); the first group of a pattern is the major parameter.
 */
const RULES: readonly Rule[] = [
  { name: "interaction-webhook", line: /^\w+ \/webhooks\/\d+\/([^/]+)/, limit: 5, windowMs: 5 * SECOND_MS },
  { name: "message-create", line: /^POST \/channels\/(\d+)\/messages$/, limit: 5, windowMs: 5 * SECOND_MS },
  { name: "message-edit", line: /^PATCH \/channels\/(\d+)\/messages\/\d+$/, limit: 5, windowMs: 5 * SECOND_MS },
  { name: "message-delete", line: /^DELETE \/channels\/(\d+)\/messages\/\d+$/, limit: 5, windowMs: SECOND_MS },
  { name: "channel-read", line: /^GET \/channels\/(\d+)/, limit: 50, windowMs: SECOND_MS },
  {
    name: "commands-write",
    line: /^(?:POST|PUT|PATCH|DELETE) \/applications\/(\d+)\//,
    limit: 20,
    windowMs: 20 * SECOND_MS,
  },
  { name: "direct-message", line: /^POST \/users\/@me\/()channels$/, limit: 10, windowMs: 10 * SECOND_MS },
];

/** Callbacks and the interaction webhook do not count towards the global limit. */
const OUTSIDE_GLOBAL = [/^\w+ \/interactions\//, /^\w+ \/webhooks\//];
const GLOBAL_PER_SECOND = 50;
const INVALID_STATUS = [401, 403, 429];
const INVALID_WINDOW_MS = 10 * 60 * SECOND_MS;

/** Every interaction has a bucket of its own; past ones are cleared away when there are so many. */
const MOST_BUCKETS = 1_000;

interface Bucket {
  used: number;
  resetAt: number;
}

/** Counts requests as Discord does: a bucket for each route and major parameter, one for all, one for the invalid ones. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #settings: SandboxSettings;
  readonly #buckets = new Map<string, Bucket>();

  constructor(deps: { clock: Clock; settings: SandboxSettings }) {
    this.#clock = deps.clock;
    this.#settings = deps.settings;
  }

  async apply(c: Context<BotEnv>, route: string, next: Next): Promise<Response | undefined> {
    const line = `${c.req.method} ${route}`;
    const enforced = this.#settings.rateLimits;
    const invalid = this.#bucket("invalid", INVALID_WINDOW_MS);
    if (enforced && invalid.used >= this.#settings.invalidRequestsAllowed)
      return tooManyRequests(c, this.#untilReset(invalid), "global");
    const refused = enforced ? (this.#takeGlobal(c, line) ?? this.#take(c, line)) : undefined;
    if (refused === undefined) await next();
    if (INVALID_STATUS.includes((refused ?? c.res).status)) invalid.used += 1;
    return refused;
  }

  #takeGlobal(c: Context<BotEnv>, line: string): Response | undefined {
    if (OUTSIDE_GLOBAL.some((pattern) => pattern.test(line))) return undefined;
    const bucket = this.#bucket("global", SECOND_MS);
    if (bucket.used >= GLOBAL_PER_SECOND) return tooManyRequests(c, this.#untilReset(bucket), "global");
    bucket.used += 1;
    return undefined;
  }

  #take(c: Context<BotEnv>, line: string): Response | undefined {
    const rule = RULES.find((each) => each.line.test(line));
    if (rule === undefined) return undefined;
    const major = rule.line.exec(line)?.[1] ?? "";
    const bucket = this.#bucket(`${rule.name} ${major}`, rule.windowMs);
    const refused = bucket.used >= rule.limit;
    if (!refused) bucket.used += 1;
    const wait = this.#untilReset(bucket);
    c.header("X-RateLimit-Limit", String(rule.limit));
    c.header("X-RateLimit-Remaining", String(rule.limit - bucket.used));
    c.header("X-RateLimit-Reset", (bucket.resetAt / SECOND_MS).toFixed(3));
    c.header("X-RateLimit-Reset-After", (wait / SECOND_MS).toFixed(3));
    c.header("X-RateLimit-Bucket", Buffer.from(rule.name).toString("hex"));
    return refused ? tooManyRequests(c, wait, "user") : undefined;
  }

  #bucket(key: string, windowMs: number): Bucket {
    const now = this.#clock.now();
    const known = this.#buckets.get(key);
    if (known !== undefined && known.resetAt > now) return known;
    if (this.#buckets.size >= MOST_BUCKETS) this.#forgetPast(now);
    const fresh = { used: 0, resetAt: now + windowMs };
    this.#buckets.set(key, fresh);
    return fresh;
  }

  #forgetPast(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.resetAt <= now) this.#buckets.delete(key);
  }

  #untilReset(bucket: Bucket): number {
    return bucket.resetAt - this.#clock.now();
  }
}
