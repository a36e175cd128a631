import { type RawBuilder, sql } from "kysely";
import { type Clock, sleep } from "../../clock.ts";
import type { Database } from "../../storage/database.ts";
import type { Presence } from "./presence.ts";

export interface TurnOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly presence: Presence;
}

const LOOK_AGAIN_MS = 100;
/** Longer than any edit that is on its way; then the other one hangs. */
const PATIENCE_MS = 60_000;

const OF_THE_DEAD = sql<boolean>`message_turns.process not in (select name from processes)`;
const ANYBODYS = sql<boolean>`true`;

/** Lets only one of several processes edit a message at a time, so that no late edit undoes another's. */
export class MessageTurns {
  readonly #options: TurnOptions;

  constructor(options: TurnOptions) {
    this.#options = options;
  }

  /** An edit that must arrive: waits for whoever has the turn. */
  async must<T>(message: string, edit: () => Promise<T>): Promise<T> {
    const { clock, presence } = this.#options;
    const giveUpAt = clock.now() + PATIENCE_MS;
    const { name } = presence;
    while (!(await this.#take(message, name))) {
      if (clock.now() >= giveUpAt) {
        // Or everyone after this one would wait as long.
        await this.#take(message, name, ANYBODYS);
        break;
      }
      await sleep(clock, LOOK_AGAIN_MS);
    }
    return this.#editing(message, name, edit);
  }

  /** A passing state of a message that several jobs share: left out where somebody else edits it. */
  async may(message: string, edit: () => Promise<unknown>): Promise<void> {
    const { name } = this.#options.presence;
    if (await this.#take(message, name)) await this.#editing(message, name, edit);
  }

  /** A passing state of a job: left out, too, where the job is in other hands or has ended. */
  async mayOf(job: string, edit: () => Promise<unknown>): Promise<void> {
    const { database, presence } = this.#options;
    const { name } = presence;
    if (!(await this.#take(job, name))) return;
    await this.#editing(job, name, async () => {
      const row = await database
        .selectFrom("jobs")
        .select("id")
        .where("id", "=", job)
        .where("ended_at", "is", null)
        // In nobody's: what a step showed before a long wait is said after the claim went.
        .where(({ or, eb }) => or([eb("claimed_by", "=", name), eb("claimed_by", "is", null)]))
        .executeTakeFirst();
      if (row !== undefined) await edit();
    });
  }

  async #editing<T>(message: string, name: string, edit: () => Promise<T>): Promise<T> {
    try {
      return await edit();
    } finally {
      await this.#giveBack(message, name).catch(() => this.#giveBackLater(message, name, LOOK_AGAIN_MS));
    }
  }

  async #giveBack(message: string, name: string): Promise<void> {
    await this.#options.database
      .deleteFrom("message_turns")
      .where("message", "=", message)
      .where("process", "=", name)
      .execute();
  }

  /** The edit arrived all the same; but nobody else could make one while this process lives. */
  #giveBackLater(message: string, name: string, ms: number): void {
    if (ms > PATIENCE_MS) return;
    this.#options.clock.after(ms, () => {
      void this.#giveBack(message, name).catch(() => this.#giveBackLater(message, name, ms * 2));
    });
  }

  /** Also from a process that is no more. */
  async #take(message: string, process: string, whose: RawBuilder<boolean> = OF_THE_DEAD): Promise<boolean> {
    const taken = await this.#options.database
      .insertInto("message_turns")
      .values({ message, process })
      .onConflict((conflict) => conflict.column("message").doUpdateSet({ process }).where(whose))
      .returning("process")
      .execute();
    return taken.length > 0;
  }
}
