import { type Clock, sleep } from "../clock.ts";
import type { Config } from "../config.ts";
import type { connect } from "../gateway/connect.ts";
import type { Presence } from "../jobs/across/presence.ts";
import { Serving } from "../jobs/across/serving.ts";
import type { Database } from "../storage/database.ts";

const LOOKED_EVERY_MS = 250;
/** What the rest of a stop needs of its grace. */
const LEFT_MS = 1_000;

type Connected = Awaited<ReturnType<typeof connect>>;

interface Rooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly presence: Presence;
  readonly config: Pick<Config, "shards" | "stopGraceMs">;
}

/** One gateway after another on the same shards: who stops goes on until the next one, which is coming up, is there. */
export class HandingOver {
  readonly #rooms: Rooms;
  readonly #serving: Serving;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
    const { database, presence, config } = rooms;
    const { shards } = config;
    const text = shards === "auto" ? shards : `${shards.first}-${shards.last}/${shards.count}`;
    this.#serving = new Serving(database, presence, text);
  }

  /** Connects, and lets those know who have the same shards. */
  async connected(connecting: () => Promise<Connected>): Promise<Connected> {
    await this.#serving.comesUp();
    const connected = await connecting();
    if (!connected.ok) {
      await this.#leave();
      return connected;
    }
    await this.#serving.isThere();
    const { gateway } = connected;
    const stop = async () => {
      await this.#nextIsThere();
      await gateway.stop();
      await this.#leave();
    };
    return { ok: true, gateway: { ...gateway, stop } };
  }

  /** At once where nobody else comes up. Never rejects: a stop goes on. */
  async #nextIsThere(): Promise<void> {
    const { clock, config } = this.#rooms;
    const until = clock.now() + config.stopGraceMs - LEFT_MS;
    const isAwaited = () => this.#serving.nextComesUp().catch(() => false);
    while (clock.now() < until && (await isAwaited())) await sleep(clock, LOOKED_EVERY_MS);
  }

  /** Without its process the row says nothing any more. */
  async #leave(): Promise<void> {
    await this.#serving.leave().catch(() => {});
  }
}
