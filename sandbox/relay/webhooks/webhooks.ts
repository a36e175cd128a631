import type { Clock } from "../../clock.ts";
import type { Collection } from "../../store.ts";
import type { Answer } from "../answer.ts";
import type { QueueRequest } from "../request.ts";
import type { LiveSettings, RelaySettings } from "../settings.ts";
import type { Signing } from "./signing.ts";

/** A call that is still to be made. */
export interface PendingCall {
  readonly id: string;
  readonly requestId: string;
  readonly url: string;
  readonly tries: number;
  /** Milliseconds since the Unix epoch. */
  readonly dueAt: number;
}

/** A call as it went. */
export interface MadeCall {
  readonly at: number;
  readonly requestId: string;
  readonly url: string;
  /** The status, or "nothing" where none came in time. */
  readonly answered: number | "nothing";
}

export interface WebhookPlace {
  readonly pending: Collection<PendingCall>;
  readonly settings: LiveSettings;
  readonly clock: Clock;
  readonly signing: Signing;
  /** What the result call would answer now. */
  readonly result: (requestId: string) => Promise<Answer | undefined>;
}

/** fal waits this long, and tries ten times more within two hours; how these lie is the sandbox's guess. */
const TIME_LIMIT_MS = 15_000;
const MOST_RETRIES = 10;
const FIRST_RETRY_MS = 7_000;
const STALE_BY_MS = 10 * 60_000;
const KEPT = 1_000;

/** Calls the address that a submit named in `fal_webhook` when its request is over. What is pending outlives a restart. */
export class Webhooks {
  readonly #place: WebhookPlace;
  readonly #timers = new Map<string, () => void>();
  readonly #underWay = new Map<Promise<void>, AbortController>();
  #made: MadeCall[] = [];
  #stopped = true;

  constructor(place: WebhookPlace) {
    this.#place = place;
  }

  start(): void {
    this.#stopped = false;
    for (const call of this.#place.pending.values()) this.#wait(call);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const stopTimer of this.#timers.values()) stopTimer();
    this.#timers.clear();
    for (const abort of this.#underWay.values()) abort.abort();
    await Promise.all(this.#underWay.keys());
  }

  /** Every call it made, oldest first. */
  made(): MadeCall[] {
    return [...this.#made];
  }

  /** A request is over. */
  finished({ requestId, webhook: url }: QueueRequest): void {
    const { webhooks, webhookDelayMs, webhookCopies } = this.#place.settings.current;
    if (url === undefined || webhooks === "never") return;
    for (let copy = 0; copy < webhookCopies; copy += 1) {
      const dueAt = this.#place.clock.now() + webhookDelayMs;
      const call: PendingCall = { id: `${requestId} ${copy}`, requestId, url, tries: 0, dueAt };
      this.#place.pending.set(call.id, call);
      this.#wait(call);
    }
  }

  #wait(call: PendingCall): void {
    if (this.#stopped) return;
    const { clock } = this.#place;
    const stopTimer = clock.after(Math.max(0, call.dueAt - clock.now()), () => {
      this.#timers.delete(call.id);
      const abort = new AbortController();
      const made = this.#make(call, abort).finally(() => this.#underWay.delete(made));
      this.#underWay.set(made, abort);
    });
    this.#timers.set(call.id, stopTimer);
  }

  async #make(call: PendingCall, abort: AbortController): Promise<void> {
    const { clock, pending, result } = this.#place;
    const outcome = await result(call.requestId);
    if (outcome === undefined) return pending.delete(call.id);
    const answered = await this.#post(call, bodyOf(call.requestId, outcome), abort);
    if (this.#stopped) return;
    this.#made = [...this.#made, { at: clock.now(), requestId: call.requestId, url: call.url, answered }].slice(-KEPT);
    const taken = answered !== "nothing" && answered >= 200 && answered < 300;
    if (taken || call.tries >= MOST_RETRIES) return pending.delete(call.id);
    const again = { ...call, tries: call.tries + 1, dueAt: clock.now() + FIRST_RETRY_MS * 2 ** call.tries };
    pending.set(call.id, again);
    this.#wait(again);
  }

  async #post(call: PendingCall, body: Buffer, abort: AbortController): Promise<number | "nothing"> {
    const stopTimer = this.#place.clock.after(TIME_LIMIT_MS, () => abort.abort());
    const headers = { "content-type": "application/json", ...this.#proof(call.requestId, body) };
    try {
      const response = await fetch(call.url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: abort.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return "nothing";
    } finally {
      stopTimer();
    }
  }

  #proof(requestId: string, body: Buffer): Readonly<Record<string, string>> {
    const { settings, signing, clock } = this.#place;
    const kind: RelaySettings["webhooks"] = settings.current.webhooks;
    if (kind === "unsigned") return {};
    const at = clock.now() - (kind === "stale" ? STALE_BY_MS : 0);
    return signing.headers(requestId, body, at, kind === "forged" ? "other" : "own");
  }
}

/** fal's body: the result under `payload`, and what went wrong under `error`. */
function bodyOf(requestId: string, { status, body }: Answer): Buffer {
  const ids = `"request_id":${JSON.stringify(requestId)},"gateway_request_id":${JSON.stringify(requestId)}`;
  const well = status >= 200 && status < 300;
  const word = well ? `"status":"OK"` : `"status":"ERROR","error":"Invalid status code: ${status}"`;
  // As text: a seed may have more digits than a number holds.
  return Buffer.from(`{${ids},${word},"payload":${body.toString("utf8") || "null"}}`);
}
