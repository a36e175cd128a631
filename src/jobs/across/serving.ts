import { sql } from "kysely";
import type { Database } from "../../storage/database.ts";
import { DATABASE_NOW } from "./database-clock.ts";
import type { Presence } from "./presence.ts";

/** Who has not come up by then is waited for no longer: sixteen shards take eighty seconds. */
const HANGS_AFTER_MS = 120_000;

/** Which gateway has which shards, or is about to. */
export class Serving {
  readonly #database: Database;
  readonly #presence: Presence;
  readonly #shards: string;

  /** `shards` as any text that is the same for the same ones. */
  constructor(database: Database, presence: Presence, shards: string) {
    this.#database = database;
    this.#presence = presence;
    this.#shards = shards;
  }

  comesUp(): Promise<void> {
    return this.#note(0);
  }

  isThere(): Promise<void> {
    return this.#note(1);
  }

  /** Whether another one with the same shards is about to be there. */
  async nextComesUp(): Promise<boolean> {
    const next = await this.#database
      .selectFrom("serving")
      .innerJoin("processes", "processes.name", "serving.gateway")
      .select("serving.gateway")
      .where("serving.shards", "=", this.#shards)
      .where("serving.gateway", "!=", this.#presence.name)
      .where("serving.ready", "=", 0)
      .where("serving.since", ">", sql<number>`${DATABASE_NOW} - ${HANGS_AFTER_MS}::bigint`)
      .executeTakeFirst();
    return next !== undefined;
  }

  async leave(): Promise<void> {
    await this.#database.deleteFrom("serving").where("gateway", "=", this.#presence.name).execute();
  }

  /** Takes out as well who is not there any more. */
  async #note(ready: 0 | 1): Promise<void> {
    const there = this.#database.selectFrom("processes").select("name");
    await this.#database.deleteFrom("serving").where("gateway", "not in", there).execute();
    await this.#database
      .insertInto("serving")
      .values({ gateway: this.#presence.name, shards: this.#shards, ready, since: DATABASE_NOW })
      .onConflict((conflict) => conflict.column("gateway").doUpdateSet({ ready }))
      .execute();
  }
}
