import { type Clock, sleep } from "../clock.ts";
import type { DiscordErrorKind, DiscordOutcome } from "./discord-api.ts";

/** What became of a message to moderators. */
export type Posted =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly why: DiscordErrorKind | "stopped" | "too many" };

export interface AuditChannelOptions {
  readonly api: {
    sendMessage(channel: string, body: object, files: [], nonce: string): Promise<DiscordOutcome<{ id: string }>>;
  };
  readonly clock: Clock;
  /** Hears of every message that moderators will not see. */
  readonly lost: (channelId: string, why: string) => void;
}

/** Waits between tries while Discord does not answer. */
const WAITS_MS = [2_000, 15_000, 60_000] as const;
/** Messages that wait for one channel; whatever comes beyond them while Discord is down is logged instead. */
const MOST_WAITING = 200;

/** Messages to the channels that moderators read: in order, in the background, and nobody's action waits for one or fails with it. */
export class AuditChannel {
  readonly #options: AuditChannelOptions;
  readonly #channels = new Map<string, { last: Promise<unknown>; waiting: number }>();
  readonly #stopping = new AbortController();
  /** Whether Discord did not answer last time: a stop waits for what it takes, and for nothing that it does not. */
  #down = false;

  constructor(options: AuditChannelOptions) {
    this.#options = options;
  }

  /** Never rejects. Discord makes only one of several messages with the same `nonce` (at most 25 characters). */
  async post(channelId: string, body: object, nonce: string): Promise<Posted> {
    const channel = this.#channels.get(channelId) ?? { last: Promise.resolve(), waiting: 0 };
    this.#channels.set(channelId, channel);
    const why = this.#stopping.signal.aborted ? "stopped" : channel.waiting >= MOST_WAITING ? "too many" : null;
    if (why !== null) return this.#lost(channelId, why);
    channel.waiting += 1;
    const sent = channel.last.then(() => this.#send(channelId, body, nonce));
    channel.last = sent;
    const posted = await sent;
    channel.waiting -= 1;
    if (channel.waiting === 0) this.#channels.delete(channelId);
    return posted;
  }

  /** Resolves when what was posted has arrived, or at once where Discord does not answer. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#channels.values()].map(({ last }) => last));
  }

  async #send(channelId: string, body: object, nonce: string): Promise<Posted> {
    const { api, clock } = this.#options;
    const { signal } = this.#stopping;
    if (signal.aborted && this.#down) return this.#lost(channelId, "stopped");
    let sent: DiscordOutcome<{ id: string }> = await api.sendMessage(channelId, body, [], nonce);
    for (const wait of WAITS_MS) {
      this.#down = !sent.ok && sent.kind === "down";
      if (!this.#down || signal.aborted) break;
      await sleep(clock, wait, signal);
      if (signal.aborted) break;
      sent = await api.sendMessage(channelId, body, [], nonce);
    }
    return sent.ok ? { ok: true, messageId: sent.value.id } : this.#lost(channelId, sent.kind);
  }

  #lost(channelId: string, why: Extract<Posted, { ok: false }>["why"]): Posted {
    this.#options.lost(channelId, why);
    return { ok: false, why };
  }
}
