import type { Clock } from "../../clock.ts";
import type { PersonEvent } from "../../discord/person-api.ts";

/** live: events arrive. waiting: the connection broke and is tried again after a while. */
export type LiveState = "connecting" | "live" | "waiting";

export interface LiveOptions {
  /** ws://…/sandbox/api/events?user=ID */
  address: string;
  clock: Clock;
  /** 0 ≤ x < 1; spreads reconnections of many tabs. */
  random: () => number;
  onEvent: (event: PersonEvent) => void;
  onState: (state: LiveState) => void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;

/** Milliseconds before the next try: doubling from 0.4 s to 10 s, of which a random half is waited at least. */
export function reconnectDelay(failures: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + random / 2));
}

/** Follows what one person sees, through as many connections as it takes. */
export class LiveEvents {
  readonly #options: LiveOptions;
  #socket: WebSocket | null = null;
  #cancelWait: (() => void) | null = null;
  #failures = 0;
  #stopped = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelWait?.();
    this.#socket?.close();
  }

  /** Tries at once instead of waiting on, for example because the window came back to the front. */
  hurry(): void {
    if (this.#cancelWait === null || this.#stopped) return;
    this.#cancelWait();
    this.#connect();
  }

  #connect(): void {
    this.#cancelWait = null;
    this.#options.onState("connecting");
    const socket = new WebSocket(this.#options.address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#failures = 0;
      if (!this.#stopped) this.#options.onState("live");
    });
    socket.addEventListener("message", (frame) => {
      if (!this.#stopped) this.#options.onEvent(JSON.parse(String(frame.data)) as PersonEvent);
    });
    // A failed attempt also ends in "close", so "error" needs no handling of its own.
    socket.addEventListener("close", () => this.#wait());
  }

  #wait(): void {
    if (this.#stopped) return;
    this.#failures += 1;
    this.#options.onState("waiting");
    const delay = reconnectDelay(this.#failures, this.#options.random());
    this.#cancelWait = this.#options.clock.after(delay, () => this.#connect());
  }
}
