import type { Pool, PoolClient } from "pg";
import type { Clock } from "../../clock.ts";

export interface LookOptions {
  readonly pool: Pool;
  readonly channel: string;
  readonly clock: Clock;
  /** Hears the id of a job that is to be looked at again by whoever has it in hand. */
  readonly heard: (id: string) => void;
}

const AGAIN_MS = 2_000;

/** Hears, on a connection of its own, of jobs that something was asked of while they are in hand somewhere. */
export class Looks {
  readonly #options: LookOptions;
  #client: PoolClient | null = null;
  #stopped = false;
  #cancelTimer = () => {};

  constructor(options: LookOptions) {
    this.#options = options;
  }

  /** What comes while there is no connection is not heard: each job is looked at again before long anyway. */
  async start(): Promise<void> {
    const { pool, channel, heard } = this.#options;
    try {
      const client = await pool.connect();
      if (this.#stopped) return client.release();
      this.#client = client;
      client.on("notification", ({ payload }) => heard(payload ?? ""));
      client.on("error", () => this.#lost(client));
      await client.query(`listen ${channel}`);
    } catch {
      if (this.#client === null) this.#later();
      else this.#lost(this.#client);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    // Ended rather than given back: it would go on listening.
    this.#client?.release(true);
    this.#client = null;
  }

  #lost(client: PoolClient): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.release(true);
    this.#later();
  }

  #later(): void {
    if (!this.#stopped) this.#cancelTimer = this.#options.clock.after(AGAIN_MS, () => void this.start());
  }
}
