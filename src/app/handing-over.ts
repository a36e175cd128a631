import { type Clock, sleep } from "../clock.ts";
import type { Config } from "../config.ts";
import type { connect } from "../gateway/connect.ts";
import { DATABASE_NOW } from "../jobs/across/database-clock.ts";
import type { Presence } from "../jobs/across/presence.ts";
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
  readonly #shards: string;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
    const { shards } = rooms.config;
    this.#shards = shards === "auto" ? shards : `${shards.first}-${shards.last}/${shards.count}`;
  }

  /** Connects, and lets those know who have the same shards. */
  async connected(connecting: () => Promise<Connected>): Promise<Connected> {
    await this.#note(0);
    const connected = await connecting();
    if (!connected.ok) {
      await this.#leave();
      return connected;
    }
    await this.#note(1);
    const { gateway } = connected;
    const stop = async () => {
      await this.#nextIsThere();
      await gateway.stop();
      await this.#leave();
    };
    return { ok: true, gateway: { ...gateway, stop } };
  }

  async #note(ready: 0 | 1): Promise<void> {
    const { database, presence } = this.#rooms;
    const there = database.selectFrom("processes").select("name");
    await database.deleteFrom("serving").where("gateway", "not in", there).execute();
    await database
      .insertInto("serving")
      .values({ gateway: presence.name, shards: this.#shards, ready, since: DATABASE_NOW })
      .onConflict((conflict) => conflict.column("gateway").doUpdateSet({ ready }))
      .execute();
  }

  /** At once where nobody else comes up, or somebody is there already. Never rejects: a stop goes on. */
  async #nextIsThere(): Promise<void> {
    const { clock, config } = this.#rooms;
    const until = clock.now() + config.stopGraceMs - LEFT_MS;
    while (clock.now() < until && (await this.#isAwaited().catch(() => false))) await sleep(clock, LOOKED_EVERY_MS);
  }

  async #isAwaited(): Promise<boolean> {
    const { database, presence } = this.#rooms;
    const others = await database
      .selectFrom("serving")
      .innerJoin("processes", "processes.name", "serving.gateway")
      .select("serving.ready")
      .where("serving.shards", "=", this.#shards)
      .where("serving.gateway", "!=", presence.name)
      .execute();
    return others.length > 0 && others.every(({ ready }) => ready === 0);
  }

  async #leave(): Promise<void> {
    const { database, presence } = this.#rooms;
    const left = database.deleteFrom("serving").where("gateway", "=", presence.name).execute();
    // Without its process the row says nothing any more.
    await left.catch(() => {});
  }
}
