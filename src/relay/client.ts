import type { Clock } from "../clock.ts";
import {
  endpointPath,
  pathsOf,
  type RelayBase,
  type RequestPaths,
  relayBase,
  streamOf,
  withCallAddress,
  withLogs,
} from "./addresses.ts";
import { readCancellation } from "./cancel-answer.ts";
import type { Answer } from "./exchange.ts";
import { afterStatus, follow, pathsUnder, resultAt } from "./follow.ts";
import { type RelayBody, readJson, writeJson } from "./json.ts";
import { readLost } from "./lost.ts";
import type { RelayError, RelayOutcome } from "./outcome.ts";
import type { Cancellation, Progress, QueueStatus, ResultAnswer } from "./progress.ts";
import type { QueueRequest } from "./queue-request.ts";
import { type RefusalTerms, readRefusal } from "./refusal.ts";
import { readResultAnswer } from "./result-answer.ts";
import { readStatus } from "./status-answer.ts";
import type { StreamEnd } from "./stream.ts";
import { readSubmitted } from "./submit-answer.ts";
import type { TraitsMemory } from "./traits.ts";
import { Transport } from "./transport.ts";

export interface RelayClientOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly scheme: "Bearer" | "Key";
  readonly clock: Clock;
  readonly traits: TraitsMemory;
}

export interface SubmitTerms {
  readonly signal?: AbortSignal;
  /** What the relay shall call when the request is done. Not every relay does. */
  readonly callAddress?: string | null;
}

/** The queue protocol: submit, cancel, and how far a request is. No call throws for what the network or the relay does. */
export interface RelayClient {
  /** One POST, never repeated here. An error's `taken` says whether the relay may have it (and charge for it). */
  submit(endpoint: string, body: RelayBody, terms?: SubmitTerms): Promise<RelayOutcome<QueueRequest>>;
  cancel(endpoint: string, request: QueueRequest, signal?: AbortSignal): Promise<RelayOutcome<Cancellation>>;
  /** Status and, once completed, result: or the result alone where the relay has no status. Finds out which, once. */
  progress(endpoint: string, request: QueueRequest, signal?: AbortSignal): Promise<RelayOutcome<Progress>>;
  /** Hears each change of a request's status, where the relay tells them, until it is over or `signal` aborts. */
  watch(
    endpoint: string,
    request: QueueRequest,
    heard: (status: QueueStatus) => void,
    signal: AbortSignal,
  ): Promise<StreamEnd>;
  /** What `progress` says, of a request whose status is known already. */
  afterStatus(
    endpoint: string,
    request: QueueRequest,
    status: QueueStatus,
    signal?: AbortSignal,
  ): Promise<RelayOutcome<Progress>>;
  /** Asks for a request that cannot exist: free, and it shows whether the relay takes the key. */
  checkKey(signal?: AbortSignal): Promise<RelayOutcome<"accepted">>;
  /** Ends every call under way. */
  close(): Promise<void>;
}

/** Results may carry their pictures inside (`data:` addresses). */
const RESULT_BYTES = 64 * 1024 * 1024;
const NOBODYS_REQUEST = "/fal-ai/flux-1/requests/00000000-0000-0000-0000-000000000000/status";

export function createRelayClient(options: RelayClientOptions): RelayClient {
  return new QueueClient(options);
}

class QueueClient implements RelayClient {
  readonly #options: RelayClientOptions;
  readonly #base: RelayBase;
  readonly #transport: Transport;

  constructor(options: RelayClientOptions) {
    this.#options = options;
    this.#base = relayBase(options.baseUrl);
    this.#transport = new Transport(this.#base, options);
  }

  async submit(endpoint: string, body: RelayBody, terms: SubmitTerms = {}): Promise<RelayOutcome<QueueRequest>> {
    const path = withCallAddress(endpointPath(endpoint), terms.callAddress ?? null);
    const sent = await this.#transport.submit(path, writeJson(body), terms.signal);
    if (!sent.ok) return { ok: false, error: readLost(sent.lost, "submit") };
    const submitted = succeeded(sent.answer) ? readSubmitted(readJson(sent.answer.text), endpoint, this.#base) : null;
    return submitted === null ? this.#refused(sent.answer, "submit") : { ok: true, value: submitted };
  }

  async cancel(endpoint: string, request: QueueRequest, signal?: AbortSignal): Promise<RelayOutcome<Cancellation>> {
    const sent = await this.#transport.read("PUT", this.#paths(endpoint, request).cancelPath, signal);
    if (!sent.ok) return { ok: false, error: readLost(sent.lost, "read") };
    return readCancellation(sent.answer, this.#terms("read"));
  }

  progress(endpoint: string, request: QueueRequest, signal?: AbortSignal): Promise<RelayOutcome<Progress>> {
    const reads = {
      status: (path: string) => this.#status(path, signal),
      result: (path: string) => this.#result(path, signal),
    };
    return follow(reads, this.#options.traits, pathsOf(endpoint, request));
  }

  watch(
    endpoint: string,
    request: QueueRequest,
    heard: (status: QueueStatus) => void,
    signal: AbortSignal,
  ): Promise<StreamEnd> {
    return this.#transport.events(streamOf(this.#paths(endpoint, request).statusPath), heard, signal);
  }

  afterStatus(
    endpoint: string,
    request: QueueRequest,
    status: QueueStatus,
    signal?: AbortSignal,
  ): Promise<RelayOutcome<Progress>> {
    const { responsePath } = this.#paths(endpoint, request);
    return afterStatus(status, () => resultAt({ result: (path) => this.#result(path, signal) }, responsePath));
  }

  async checkKey(signal?: AbortSignal): Promise<RelayOutcome<"accepted">> {
    const sent = await this.#transport.read("GET", NOBODYS_REQUEST, signal);
    if (!sent.ok) return { ok: false, error: readLost(sent.lost, "read") };
    const refused = readRefusal(sent.answer, this.#terms("read"));
    const redirects = sent.answer.status >= 300 && sent.answer.status < 400;
    return redirects || KEY_PROBLEMS.has(refused.kind)
      ? { ok: false, error: refused }
      : { ok: true, value: "accepted" };
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #status(path: string, signal: AbortSignal | undefined): Promise<RelayOutcome<QueueStatus>> {
    const sent = await this.#transport.read("GET", withLogs(path), signal);
    if (!sent.ok) return { ok: false, error: readLost(sent.lost, "read") };
    const value = succeeded(sent.answer) ? readStatus(readJson(sent.answer.text), this.#options.key) : null;
    return value === null ? this.#refused(sent.answer, "read") : { ok: true, value };
  }

  async #result(path: string, signal: AbortSignal | undefined): Promise<RelayOutcome<ResultAnswer>> {
    const sent = await this.#transport.read("GET", path, signal, RESULT_BYTES);
    if (!sent.ok) return { ok: false, error: readLost(sent.lost, "read") };
    return readResultAnswer(sent.answer, this.#terms("read"), this.#base.origin);
  }

  #paths(endpoint: string, request: QueueRequest): RequestPaths {
    return pathsUnder(this.#options.traits.read().app, pathsOf(endpoint, request));
  }

  #refused(answer: Answer, call: RefusalTerms["call"]): { readonly ok: false; readonly error: RelayError } {
    return { ok: false, error: readRefusal(answer, this.#terms(call)) };
  }

  #terms(call: RefusalTerms["call"]): RefusalTerms {
    return { call, key: this.#options.key, now: this.#options.clock.now() };
  }
}

function succeeded(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** What makes a key's check fail: any other answer came after the relay had taken the key. */
const KEY_PROBLEMS: ReadonlySet<RelayError["kind"]> = new Set(["unauthorized", "out_of_balance", "relay_down"]);
