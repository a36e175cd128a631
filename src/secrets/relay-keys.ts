import type { Clock } from "../clock.ts";
import { type Database, dialectOf } from "../storage/database.ts";
import { oneAtATime } from "../storage/one-at-a-time.ts";
import type { SecretBox } from "./secret-box.ts";

/** What may be told of a guild's own key; the key itself never is. */
export interface RelayKeyFacts {
  readonly id: string;
  readonly setBy: string;
  readonly setAt: number;
  readonly refusedAt: number | null;
}

export interface RelayKeysOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Null where the operator set no SECRETS_KEY: no key can be stored, and none that is stored be used. */
  readonly box: SecretBox | null;
}

/** The relay keys of guilds that pay for themselves, encrypted. */
export class RelayKeys {
  readonly #options: RelayKeysOptions;

  constructor(options: RelayKeysOptions) {
    this.#options = options;
  }

  get canStore(): boolean {
    return this.#options.box !== null;
  }

  /**
   * The key that a guild's new jobs are paid with. In a transaction, `from`, it stays so until that ends: a key is not
   * erased between the admission of a job and the job.
   */
  async current(guildId: string, from: Database = this.#options.database): Promise<RelayKeyFacts | null> {
    const row = await from
      .selectFrom("relay_keys")
      .select(["id", "set_by", "set_at", "refused_at"])
      .where("guild_id", "=", guildId)
      .where("removed_at", "is", null)
      .$if(from.isTransaction && dialectOf(from) === "postgres", (query) => query.forShare())
      .executeTakeFirst();
    if (row === undefined) return null;
    const refusedAt = row.refused_at === null ? null : Number(row.refused_at);
    return { id: row.id, setBy: row.set_by, setAt: Number(row.set_at), refusedAt };
  }

  /** @returns false where nothing can be stored. */
  async set(guildId: string, key: string, by: string): Promise<boolean> {
    const { box, database, clock, newId } = this.#options;
    if (box === null) return false;
    const id = newId();
    const sealed = box.seal(key, id);
    await oneAtATime(database, `relay key of ${guildId}`, async (transaction) => {
      await this.#retire(guildId, transaction);
      const row = { id, guild_id: guildId, sealed, set_by: by, set_at: clock.now() };
      await transaction
        .insertInto("relay_keys")
        .values({ ...row, removed_at: null, refused_at: null })
        .execute();
    });
    await this.forgetUnneeded();
    return true;
  }

  /** New jobs are the operator's again; those under way keep the key until they end. @returns whether there was one. */
  async remove(guildId: string): Promise<boolean> {
    const removed = await this.#retire(guildId, this.#options.database);
    await this.forgetUnneeded();
    return removed;
  }

  /** Null where it is gone or cannot be opened. */
  async keyOf(payer: string): Promise<string | null> {
    const row = await this.#options.database
      .selectFrom("relay_keys")
      .select("sealed")
      .where("id", "=", payer)
      .executeTakeFirst();
    if (row === undefined || row.sealed === null) return null;
    return this.#options.box?.open(row.sealed, payer) ?? null;
  }

  /** @returns whether this is the first time. */
  async noteRefused(payer: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#options.database
      .updateTable("relay_keys")
      .set({ refused_at: this.#options.clock.now() })
      .where("id", "=", payer)
      .where("refused_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Erases removed keys that no open job was paid with. `ending` is a job that needs its own no more. */
  async forgetUnneeded(ending = ""): Promise<void> {
    await this.#options.database
      .updateTable("relay_keys")
      .set({ sealed: null })
      .where("removed_at", "is not", null)
      .where("sealed", "is not", null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("jobs")
              .select("jobs.id")
              .whereRef("jobs.payer", "=", "relay_keys.id")
              .where("jobs.told_at", "is", null)
              .where("jobs.id", "!=", ending),
          ),
        ),
      )
      .execute();
  }

  async #retire(guildId: string, from: Database): Promise<boolean> {
    const { numUpdatedRows } = await from
      .updateTable("relay_keys")
      .set({ removed_at: this.#options.clock.now() })
      .where("guild_id", "=", guildId)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
