/** A request of the bot as it came, with the status it was answered. */
export interface RecordedRequest {
  method: string;
  /** Without /api/v10, ids and tokens in place. */
  route: string;
  body: unknown;
  files: { field: string; name: string; bytes: number }[];
  /** 0 when the connection was broken instead of answered. */
  status: number;
  /** Milliseconds since the Unix epoch. */
  at: number;
}

/** A rule of Discord's that a request of the bot broke. */
export interface Violation {
  /** "PATCH /webhooks/…" */
  request: string;
  rule: string;
  detail: string;
}

const MOST_KEPT = 5_000;

/** The latest requests and everything that was wrong with any of them. */
export class RequestLog {
  #requests: RecordedRequest[] = [];
  readonly #violations: Violation[] = [];

  record(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > MOST_KEPT) this.#requests = this.#requests.slice(-MOST_KEPT / 2);
  }

  violate(violation: Violation): void {
    this.#violations.push(violation);
  }

  requests(): RecordedRequest[] {
    return [...this.#requests];
  }

  violations(): Violation[] {
    return [...this.#violations];
  }
}
