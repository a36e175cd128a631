import type { Scheme } from "./authorization.ts";

/** One HTTP request that the relay received; admin calls are left out. */
export interface RecordedRequest {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The scheme and a mark of the key: the key itself is kept nowhere. */
  readonly scheme: Scheme;
  readonly keyMark: string | undefined;
  /** Parsed JSON, or undefined where there was none. */
  readonly body: unknown;
  /** What was answered; "reset" or "hang" where nothing was. */
  readonly answered: number | "reset" | "hang";
  readonly requestId: string | undefined;
  /** The fault it met. */
  readonly fault: string | undefined;
}

const KEPT = 5000;

/** The latest requests, oldest first. */
export class RequestRecord {
  #requests: RecordedRequest[] = [];

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > KEPT * 2) this.#requests = this.#requests.slice(-KEPT);
  }

  list(): RecordedRequest[] {
    return this.#requests.slice(-KEPT);
  }
}
