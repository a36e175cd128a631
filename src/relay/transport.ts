import { Agent, type Dispatcher } from "undici";
import type { Clock } from "../clock.ts";
import type { RelayBase } from "./addresses.ts";
import { type Exchange, exchange, type PhaseLimits } from "./exchange.ts";
import type { QueueStatus } from "./progress.ts";
import { readStream, type StreamEnd } from "./stream.ts";

export interface TransportOptions {
  readonly key: string;
  readonly scheme: "Bearer" | "Key";
  readonly clock: Clock;
}

const CONNECT_MS = 10_000;
/** A submit's answer comes when the relay has passed the request on; giving up early makes it uncertain. */
const SUBMIT_LIMITS: PhaseLimits = { connectMs: CONNECT_MS, headersMs: 60_000, bodyMs: 30_000 };
const READ_LIMITS: PhaseLimits = { connectMs: CONNECT_MS, headersMs: 30_000, bodyMs: 60_000 };
const SMALL_ANSWER_BYTES = 1024 * 1024;

/** The way to the relay: its origin, the key, connections and limits. Reads share kept connections; submits do not. */
export class Transport {
  readonly #base: RelayBase;
  readonly #options: TransportOptions;
  readonly #reads: Agent;
  readonly #submits: Agent;
  readonly #streams: Agent;

  constructor(base: RelayBase, options: TransportOptions) {
    this.#base = base;
    this.#options = options;
    // The limits are ours, by the clock. HTTP/2 stays off: there a request may be sent again after GOAWAY.
    const common = { allowH2: false, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: CONNECT_MS } };
    this.#reads = new Agent(common);
    this.#streams = new Agent(common);
    // A kept connection may be closing at the other end, which looks just like a lost answer.
    this.#submits = new Agent({ ...common, pipelining: 0 });
  }

  /** One POST on a connection of its own. */
  submit(path: string, body: string, signal: AbortSignal | undefined): Promise<Exchange> {
    const request = { ...this.#request("POST", path, { "content-type": "application/json" }), body };
    const { clock } = this.#options;
    return exchange(this.#submits, request, { limits: SUBMIT_LIMITS, maxBytes: SMALL_ANSWER_BYTES, clock, signal });
  }

  /** A call that may be repeated. */
  read(
    method: "GET" | "PUT",
    path: string,
    signal: AbortSignal | undefined,
    maxBytes = SMALL_ANSWER_BYTES,
  ): Promise<Exchange> {
    const { clock } = this.#options;
    return exchange(this.#reads, this.#request(method, path), { limits: READ_LIMITS, maxBytes, clock, signal });
  }

  /** Events, for as long as they come. */
  events(path: string, heard: (status: QueueStatus) => void, signal: AbortSignal): Promise<StreamEnd> {
    const request = this.#request("GET", path, { accept: "text/event-stream" });
    const { key, clock } = this.#options;
    return readStream(this.#streams, request, { key, clock, signal, heard });
  }

  async close(): Promise<void> {
    await Promise.all([this.#reads, this.#submits, this.#streams].map((agent) => agent.destroy()));
  }

  #request(
    method: "GET" | "POST" | "PUT",
    path: string,
    headers: Record<string, string> = {},
  ): Dispatcher.DispatchOptions {
    const authorization = `${this.#options.scheme} ${this.#options.key}`;
    return {
      origin: this.#base.origin,
      path: this.#base.prefix + path,
      method,
      headers: { accept: "application/json", authorization, ...headers },
    };
  }
}
