/** What can be made to go wrong, by name. The gateway's kinds act on the bot's connections, the others on requests. */
export const REQUEST_FAULTS = [
  "429",
  "429_global",
  "5xx",
  "reset",
  "reset_after",
  /** In the middle of a request with files; others go by untouched. */
  "reset_upload",
  "unauthorized",
  "token_expired",
  "missing_permissions",
  "missing_access",
  "unknown_message",
  "unknown_channel",
  /** The person takes no direct messages. */
  "direct_messages_closed",
] as const;
/** At once: drop the sockets, ask for a reconnect. At the next use: refuse to resume, leave heartbeats unanswered. */
export const GATEWAY_FAULTS = ["gateway_drop", "reconnect", "invalid_session", "no_heartbeat_ack"] as const;

export type RequestFault = (typeof REQUEST_FAULTS)[number];
export type GatewayFault = (typeof GATEWAY_FAULTS)[number];

export interface Fault {
  kind: RequestFault | GatewayFault;
  /** Matched against "METHOD /route"; a string matches as a part of it. Without it: every request. */
  route?: RegExp | string;
  /** How often it happens; once by default. */
  times?: number;
  /** For the kinds of 429: the wait asked for; 1 s by default. */
  retryAfterMs?: number;
}

/** Faults asked for by name, each happening a given number of times. */
export class DiscordFaults {
  /** How often each kind has happened. */
  readonly met = new Map<Fault["kind"], number>();
  #waiting: (Fault & { times: number })[] = [];
  #onGateway: (kind: "gateway_drop" | "reconnect") => void = () => undefined;

  /** The gateway says here what to do at once. */
  forGateway(act: (kind: "gateway_drop" | "reconnect") => void): void {
    this.#onGateway = act;
  }

  add(fault: Fault): void {
    if (fault.kind === "gateway_drop" || fault.kind === "reconnect") {
      this.#happened(fault.kind);
      this.#onGateway(fault.kind);
    } else this.#waiting.push({ times: 1, ...fault });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault this request meets, counted as happened. */
  takeForRequest(line: string): (Fault & { kind: RequestFault }) | undefined {
    const isRequestFault = (fault: Fault): fault is Fault & { kind: RequestFault; times: number } =>
      fault.kind !== "reset_upload" && REQUEST_FAULTS.some((kind) => kind === fault.kind);
    const fault = this.#waiting.filter(isRequestFault).find((each) => matches(each.route, line));
    if (fault !== undefined) this.#count(fault);
    return fault;
  }

  /** Whether this upload is to be broken off. */
  takeForUpload(line: string): boolean {
    const fault = this.#waiting.find((each) => each.kind === "reset_upload" && matches(each.route, line));
    if (fault !== undefined) this.#count(fault);
    return fault !== undefined;
  }

  takeForGateway(kind: "invalid_session" | "no_heartbeat_ack"): boolean {
    const fault = this.#waiting.find((each) => each.kind === kind);
    if (fault !== undefined) this.#count(fault);
    return fault !== undefined;
  }

  #happened(kind: Fault["kind"]): void {
    this.met.set(kind, (this.met.get(kind) ?? 0) + 1);
  }

  #count(fault: Fault): void {
    this.#happened(fault.kind);
    const entry = this.#waiting.find((each) => each === fault);
    if (entry === undefined) return;
    entry.times -= 1;
    if (entry.times <= 0) this.#waiting = this.#waiting.filter((each) => each !== entry);
  }
}

function matches(route: RegExp | string | undefined, line: string): boolean {
  if (route === undefined) return true;
  return typeof route === "string" ? line.includes(route) : route.test(line);
}
