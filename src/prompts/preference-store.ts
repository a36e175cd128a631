import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import { keptSettings, writeSettings } from "./preset.ts";
import type { Suffix } from "./suffixes.ts";

export interface Preferences {
  /** The model's endpoint id. */
  readonly model: string;
  readonly settings: readonly Suffix[];
}

/** Members' own defaults for models. */
export class PreferenceStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Empty where there are none. */
  async of(userId: string, model: string): Promise<readonly Suffix[]> {
    const row = await this.#database
      .selectFrom("preferences")
      .select("settings")
      .where("user_id", "=", userId)
      .where("model", "=", model)
      .executeTakeFirst();
    return row === undefined ? [] : keptSettings(row.settings);
  }

  async all(userId: string): Promise<Preferences[]> {
    const rows = await this.#database
      .selectFrom("preferences")
      .select(["model", "settings"])
      .where("user_id", "=", userId)
      .orderBy("model")
      .execute();
    return rows.map(({ model, settings }) => ({ model, settings: keptSettings(settings) }));
  }

  /** None of them takes them all away. */
  async set(userId: string, model: string, settings: readonly Pick<Suffix, "name" | "value">[]): Promise<void> {
    if (settings.length === 0) return this.reset(userId, model);
    const row = { settings: writeSettings(settings), changed_at: this.#clock.now() };
    await this.#database
      .insertInto("preferences")
      .values({ user_id: userId, model, ...row })
      .onConflict((conflict) => conflict.columns(["user_id", "model"]).doUpdateSet(row))
      .execute();
  }

  /** Of one model, or of all. */
  async reset(userId: string, model: string | null): Promise<void> {
    await this.#database
      .deleteFrom("preferences")
      .where("user_id", "=", userId)
      .$if(model !== null, (query) => query.where("model", "=", model ?? ""))
      .execute();
  }
}
