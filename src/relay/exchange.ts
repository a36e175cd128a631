import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { Clock } from "../clock.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Why there is no whole answer. */
export interface Lost {
  readonly why: "connection" | "timeout" | "too_large" | "aborted";
  /** False only where it is certain that no byte of the request left. */
  readonly sent: boolean;
  /** The status, if the answer had begun. */
  readonly status: number | null;
  /** The network's word ("ECONNREFUSED"). */
  readonly code: string | null;
}

export type Exchange = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly lost: Lost };

/** Milliseconds for each phase: until the request can leave, until the answer begins, until it ends. */
export interface PhaseLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyMs: number;
}

export interface ExchangeTerms {
  readonly limits: PhaseLimits;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** One request, one answer read whole. Never throws, never repeats, follows no redirect. */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  terms: ExchangeTerms,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const collector = new Collector(terms, resolve);
    try {
      dispatcher.dispatch(request, collector);
    } catch (error) {
      // What undici throws here (a closed agent, a header it will not send) comes before anything is sent.
      collector.onResponseError(undefined, error);
    }
  });
}

class Collector implements Dispatcher.DispatchHandler {
  readonly #terms: ExchangeTerms;
  readonly #resolve: (exchange: Exchange) => void;
  readonly #chunks: Buffer[] = [];
  readonly #onAbort = () => this.#lose("aborted", null);
  #controller: Dispatcher.DispatchController | undefined;
  #cancelLimit: () => void = () => {};
  #bytes = 0;
  #sent = false;
  #done = false;
  #status: number | null = null;
  #headers: IncomingHttpHeaders = {};

  constructor(terms: ExchangeTerms, resolve: (exchange: Exchange) => void) {
    this.#terms = terms;
    this.#resolve = resolve;
    this.#limit(terms.limits.connectMs);
    terms.signal?.addEventListener("abort", this.#onAbort);
    if (terms.signal?.aborted) this.#onAbort();
  }

  /** undici calls this when a connection stands, right before the first byte: the line between "not taken" and "maybe". */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#done || this.#sent) {
      controller.abort(new Error("a request is sent once, and only while it is wanted"));
      return;
    }
    this.#sent = true;
    this.#controller = controller;
    this.#limit(this.#terms.limits.headersMs);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#limit(this.#terms.limits.bodyMs);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#terms.maxBytes) this.#lose("too_large", null);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const text = new TextDecoder().decode(Buffer.concat(this.#chunks));
    this.#finish({ ok: true, answer: { status: this.#status ?? 0, headers: this.#headers, text } });
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.#lose("connection", codeOf(error));
  }

  #limit(ms: number): void {
    this.#cancelLimit();
    this.#cancelLimit = this.#terms.clock.after(ms, () => this.#lose("timeout", null));
  }

  #lose(why: Lost["why"], code: string | null): void {
    this.#finish({ ok: false, lost: { why, sent: this.#sent, status: this.#status, code } });
    this.#controller?.abort(new Error(why));
  }

  #finish(outcome: Exchange): void {
    if (this.#done) return;
    this.#done = true;
    this.#cancelLimit();
    this.#terms.signal?.removeEventListener("abort", this.#onAbort);
    this.#resolve(outcome);
  }
}

/** The innermost code: undici and Node wrap the network's word ("ENOTFOUND") in causes and aggregates. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = "code" in error && typeof error.code === "string" ? error.code : null;
  return codeOf(inner) ?? own;
}
