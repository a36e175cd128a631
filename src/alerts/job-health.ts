import type { Clock } from "../clock.ts";
import type { Job } from "../jobs/job.ts";
import type { FailureKind } from "../jobs/stored.ts";
import type { Verdict } from "../jobs/verdict.ts";
import type { Finding } from "./finding.ts";

/** Ends that say nothing about the service: what was asked for, another's key, or an alert of its own. */
const NOT_OURS: ReadonlySet<FailureKind> = new Set([
  "refused_input",
  "unusable_image",
  "image_lost",
  "content_policy",
  "own_key_refused",
  "own_key_empty",
  "unauthorized",
  "out_of_balance",
  "canceled",
]);
const WINDOW_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
const FEWEST_ENDS = 10;
const BAD_FROM = 0.3;
const GOOD_BELOW = 0.15;
const REASONS_TOLD = 3;

interface Minute {
  readonly at: number;
  delivered: number;
  readonly failed: Map<string, number>;
}

/** How the operator's jobs end in this process: what the relay says to the account, and how many fail. */
export class JobHealth {
  readonly #clock: Clock;
  readonly #account: Record<"balance" | "key", Pick<Finding, "state" | "at">> = {
    balance: { state: "unknown", at: 0 },
    key: { state: "unknown", at: 0 },
  };
  /** One for each minute in which a job ended: at most fifteen. */
  #minutes: Minute[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heard(job: Pick<Job, "payer">, verdict: Verdict): void {
    const at = this.#clock.now();
    if (verdict.type === "submitted" && job.payer === null)
      this.#account.balance = this.#account.key = { state: "good", at };
    if (verdict.type === "delivered") this.#minute().delivered += 1;
    if (verdict.type !== "stopped") return;
    const { kind } = verdict.failure;
    if (kind === "out_of_balance") this.#account.balance = { state: "bad", at };
    if (kind === "unauthorized") this.#account.key = { state: "bad", at };
    if (NOT_OURS.has(kind)) return;
    const { failed } = this.#minute();
    failed.set(kind, (failed.get(kind) ?? 0) + 1);
  }

  findings(): Finding[] {
    const { balance, key } = this.#account;
    return [
      { kind: "balance", of: null, ...balance, facts: {} },
      { kind: "key", of: null, ...key, facts: {} },
      this.#errors(),
    ];
  }

  #errors(): Finding {
    this.#forgetOld();
    const reasons = new Map<string, number>();
    for (const { failed } of this.#minutes)
      for (const [kind, count] of failed) reasons.set(kind, (reasons.get(kind) ?? 0) + count);
    const delivered = this.#minutes.reduce((sum, minute) => sum + minute.delivered, 0);
    const failed = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    const ended = delivered + failed;
    const share = ended === 0 ? 0 : failed / ended;
    const isBad = ended >= FEWEST_ENDS && share >= BAD_FROM;
    const isGood = delivered > 0 && share < GOOD_BELOW;
    const most = [...reasons].sort(([, a], [, b]) => b - a).slice(0, REASONS_TOLD);
    const facts = { failed, ended, reasons: most.map(([kind, count]) => `\`${kind}\` ${count}`).join(", ") };
    const state = isBad ? "bad" : isGood ? "good" : "unknown";
    return { kind: "errors", of: null, state, at: this.#clock.now(), facts };
  }

  #minute(): Minute {
    const now = this.#clock.now();
    const at = now - (now % MINUTE_MS);
    const last = this.#minutes.at(-1);
    if (last?.at === at) return last;
    this.#forgetOld();
    const minute = { at, delivered: 0, failed: new Map<string, number>() };
    this.#minutes.push(minute);
    return minute;
  }

  #forgetOld(): void {
    this.#minutes = this.#minutes.filter(({ at }) => at > this.#clock.now() - WINDOW_MS);
  }
}
