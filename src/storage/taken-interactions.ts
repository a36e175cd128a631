import type { Clock } from "../clock.ts";
import type { Database } from "./database.ts";

const KEPT_MS = 60 * 60_000;
const SWEPT_EVERY_MS = 10 * 60_000;

/** Which interactions are answered: Discord sends each to every session of its shard, and two processes may have the same. */
export class TakenInteractions {
  readonly #database: Database;
  readonly #clock: Clock;
  #sweptAt: number;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#sweptAt = clock.now();
  }

  /** True for the one process that shall answer it. */
  async take(id: string): Promise<boolean> {
    if (this.#clock.now() - this.#sweptAt >= SWEPT_EVERY_MS) this.#sweep();
    const taken = await this.#database
      .insertInto("taken_interactions")
      .values({ id, taken_at: this.#clock.now() })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  #sweep(): void {
    this.#sweptAt = this.#clock.now();
    const old = this.#sweptAt - KEPT_MS;
    const swept = this.#database.deleteFrom("taken_interactions").where("taken_at", "<", old).execute();
    // What cannot be swept now is swept the next time.
    swept.catch(() => {});
  }
}
