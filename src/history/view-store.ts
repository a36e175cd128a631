import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import { type View, view } from "./view.ts";

/** A view with the one person who may use it. */
export interface KeptView {
  readonly id: string;
  readonly userId: string;
  readonly view: View;
}

/** Filters do not fit into a custom id: it names a row here, which also says whose it is. */
export class ViewStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #newId: () => string;

  constructor(options: { database: Database; clock: Clock; newId: () => string }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#newId = options.newId;
  }

  async keep(userId: string, view: View): Promise<KeptView> {
    const id = this.#newId();
    const row = { id, user_id: userId, view: JSON.stringify(view), created_at: this.#clock.now() };
    await this.#database.insertInto("history_views").values(row).execute();
    return { id, userId, view };
  }

  async find(id: string): Promise<KeptView | null> {
    const row = await this.#database.selectFrom("history_views").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : { id, userId: row.user_id, view: view.parse(JSON.parse(row.view)) };
  }

  async forgetOlderThan(moment: number): Promise<void> {
    await this.#database.deleteFrom("history_views").where("created_at", "<", moment).execute();
  }
}
