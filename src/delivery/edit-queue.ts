import type { Clock } from "../clock.ts";
import { ALONE, type Turns } from "./turns.ts";

/** How a message is edited while its job goes on: the newest state wins, one edit in flight, never more often than this. */
const SPACING_MS = 1_500;
/** Between two edits of whatever messages, on average: more than a hundred a second help nobody. */
const APART_MS = 10;
/** Where jobs move between processes, their ends are not always seen here: so many messages are remembered in vain. */
const MOST_IDLE = 2_000;

interface Message {
  pending: (() => Promise<unknown>) | null;
  inFlight: Promise<unknown> | null;
  shown: string | null;
  lastSentAt: number;
  cancelTimer: (() => void) | null;
  over: boolean;
}

/**
 * Coalesces the edits of many messages. An edit that was overtaken before it left is never sent; what equals the last
 * one is not sent again; the last edit waits for the one in flight and drops all others, so that it is never undone.
 */
export class EditQueue {
  readonly #clock: Clock;
  readonly #turns: Turns;
  readonly #messages = new Map<string, Message>();
  #stopped = false;

  constructor(clock: Clock, turns: Turns = ALONE) {
    this.#clock = clock;
    this.#turns = turns;
  }

  /**
   * Shows a passing state. `state` identifies what is shown; `send` never rejects. One that nothing may follow "must" be
   * shown also where somebody else edits the message now.
   */
  push(key: string, state: string, send: () => Promise<unknown>, how: "may" | "must" = "may"): void {
    if (this.#stopped) return;
    const message = this.#message(key);
    if (message.shown === state) {
      message.pending = null;
      return;
    }
    message.pending = () => {
      message.shown = state;
      return this.#turns[how](key, send);
    };
    this.#schedule(key, message);
  }

  /** Sends the last state of a message, at once but for the edit in flight. */
  async finish<T>(key: string, send: () => Promise<T>): Promise<T> {
    const message = this.#messages.get(key);
    if (message !== undefined) {
      message.pending = null;
      message.cancelTimer?.();
      this.#messages.delete(key);
      await message.inFlight;
    }
    return this.#turns.must(key, send);
  }

  /**
   * Sends a state that must arrive although more may follow: after whatever is in flight, and before any passing state,
   * of which those that wait are dropped.
   */
  between<T>(key: string, send: () => Promise<T>): Promise<T> {
    const message = this.#message(key);
    message.pending = null;
    message.cancelTimer?.();
    message.cancelTimer = null;
    message.over = false;
    const before = message.inFlight ?? Promise.resolve();
    const sent = before.then(() => {
      message.lastSentAt = this.#clock.now();
      message.shown = null;
      return this.#turns.must(key, send);
    });
    this.#fly(key, message, sent);
    return sent;
  }

  /** Nothing more is expected in a message: it is known no longer than something is on its way to it. */
  forget(key: string): void {
    const message = this.#messages.get(key);
    if (message?.inFlight) message.over = true;
    else this.#messages.delete(key);
  }

  /** Forgets the passing states that were not sent yet, and waits for those on their way; last states still go out. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const messages = [...this.#messages.values()];
    this.#messages.clear();
    for (const message of messages) message.cancelTimer?.();
    await Promise.allSettled(messages.map(({ inFlight }) => inFlight));
  }

  #message(key: string): Message {
    const known = this.#messages.get(key);
    if (known !== undefined) return known;
    if (this.#turns !== ALONE && this.#messages.size >= MOST_IDLE) this.#forgetIdle();
    const message = {
      pending: null,
      inFlight: null,
      shown: null,
      lastSentAt: Number.NEGATIVE_INFINITY,
      cancelTimer: null,
      over: false,
    };
    this.#messages.set(key, message);
    return message;
  }

  #forgetIdle(): void {
    for (const [key, { pending, inFlight, cancelTimer }] of this.#messages)
      if (pending === null && inFlight === null && cancelTimer === null) this.#messages.delete(key);
  }

  #schedule(key: string, message: Message): void {
    if (message.inFlight !== null || message.cancelTimer !== null) return;
    const spacing = Math.max(SPACING_MS, this.#messages.size * APART_MS);
    const wait = Math.max(0, message.lastSentAt + spacing - this.#clock.now());
    if (wait === 0) this.#sendPending(key, message);
    else {
      message.cancelTimer = this.#clock.after(wait, () => {
        message.cancelTimer = null;
        this.#sendPending(key, message);
      });
    }
  }

  #sendPending(key: string, message: Message): void {
    const { pending } = message;
    if (pending === null) return;
    message.pending = null;
    message.lastSentAt = this.#clock.now();
    this.#fly(key, message, pending());
  }

  #fly(key: string, message: Message, sending: Promise<unknown>): void {
    const flight = sending
      .catch(() => {})
      .then(() => {
        // Another one may wait for this one already.
        if (message.inFlight !== flight) return;
        message.inFlight = null;
        if (message.over && message.pending === null) this.#messages.delete(key);
        if (message.pending !== null && this.#messages.get(key) === message) this.#schedule(key, message);
      });
    message.inFlight = flight;
  }
}
