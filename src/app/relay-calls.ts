import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { JobId } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import { CallAddresses } from "../relay/calls/call-address.ts";
import { type CallReceiver, startCallReceiver } from "../relay/calls/call-receiver.ts";
import { SigningKeys } from "../relay/calls/signing-keys.ts";
import { ExpectedCalls } from "../runner/expected-calls.ts";
import { StatusStreams } from "../runner/status-streams.ts";
import type { KeptTraits } from "../storage/relay-traits.ts";

/** Whoever hears the calls may be another process than the one that would ask. */
const OTHERS_READ_EVERY_MS = 60_000;

interface Rooms {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly jobs: JobStore;
  readonly traits: KeptTraits;
}

/** What the relay tells without being asked: calls that come in here, and streams. */
export class RelayCalls {
  readonly expected: ExpectedCalls;
  readonly streams: StatusStreams;
  readonly #rooms: Rooms;
  readonly #addresses: CallAddresses | null;
  #keys: SigningKeys | null = null;
  #receiver: CallReceiver | null = null;
  #cancelReading = () => {};
  #woken = () => {};

  constructor(rooms: Rooms) {
    const { webhook, relayKey } = rooms.config;
    this.#rooms = rooms;
    this.#addresses = webhook === null ? null : new CallAddresses(webhook.publicUrl, relayKey);
    this.expected = new ExpectedCalls(this.#addresses, rooms.traits, rooms.jobs);
    const { traits, clock } = rooms;
    this.streams = new StatusStreams({ traits, clock, wake: (id) => void this.#wake(id) });
  }

  /** Takes calls from now on, where this process does. @throws WebhookPortTaken */
  async start(woken: () => void): Promise<void> {
    const { expected } = this;
    this.#woken = woken;
    const { config, clock, log, traits } = this.#rooms;
    const { port = null, keySetUrl = "" } = config.webhook ?? {};
    if (config.databaseUrl !== null) this.#readLater();
    if (this.#addresses === null || port === null) return;
    this.#keys = new SigningKeys(keySetUrl, clock);
    this.#receiver = await startCallReceiver({
      port,
      addresses: this.#addresses,
      keys: this.#keys,
      traits,
      clock,
      async called(jobId, requestId) {
        if (await expected.heard(jobId, requestId)) woken();
      },
      refused: (why) => log.warn({ why }, "a call from the relay was not believed; jobs are asked for instead"),
    });
  }

  async stop(): Promise<void> {
    this.streams.stop();
    this.#cancelReading();
    await this.#receiver?.stop();
    await this.#keys?.close();
  }

  async #wake(id: JobId): Promise<void> {
    const { jobs, log } = this.#rooms;
    try {
      await jobs.wake(id);
      this.#woken();
    } catch (error) {
      log.warn({ err: error, job: id }, "news of a job could not be passed on; it is asked for instead");
    }
  }

  #readLater(): void {
    this.#cancelReading = this.#rooms.clock.after(OTHERS_READ_EVERY_MS, () => {
      void this.#rooms.traits.refresh();
      this.#readLater();
    });
  }
}
