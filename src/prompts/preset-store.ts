import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import { oneAtATime } from "../storage/one-at-a-time.ts";
import type { PresetRow } from "../storage/schema.ts";
import { nameKey, PRESET_LIMITS, type Preset, type PresetContent, type PresetScope } from "./preset.ts";

export type PresetSaved =
  | { readonly ok: true; readonly preset: Preset; readonly before: Preset | null }
  | { readonly ok: false; readonly kind: "name_taken" | "too_many" | "gone" };

export interface PresetStoreOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The presets of members and of guilds. Who may change which is asked elsewhere. */
export class PresetStore {
  readonly #options: PresetStoreOptions;

  constructor(options: PresetStoreOptions) {
    this.#options = options;
  }

  /** All that someone may use in a place, their own first, each by name; a name of theirs hides the same of the guild's. */
  async usable(userId: string, guildId: string | null): Promise<Preset[]> {
    const mine = await this.of(`user:${userId}`);
    if (guildId === null) return mine;
    const names = new Set(mine.map(({ name }) => nameKey(name)));
    const guilds = await this.of(`guild:${guildId}`);
    return [...mine, ...guilds.filter(({ name }) => !names.has(nameKey(name)))];
  }

  async of(scope: PresetScope): Promise<Preset[]> {
    const rows = await this.#options.database
      .selectFrom("presets")
      .selectAll()
      .where("scope", "=", scope)
      .orderBy("name_key")
      .execute();
    return rows.map(toPreset);
  }

  async find(id: string): Promise<Preset | null> {
    const row = await this.#options.database.selectFrom("presets").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : toPreset(row);
  }

  add(scope: PresetScope, content: PresetContent, by: string): Promise<PresetSaved> {
    const { database, newId } = this.#options;
    return oneAtATime(database, "presets", async (transaction): Promise<PresetSaved> => {
      if (await isTaken(transaction, scope, content.name, null)) return { ok: false, kind: "name_taken" };
      const { count } = await transaction
        .selectFrom("presets")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("scope", "=", scope)
        .executeTakeFirstOrThrow();
      const most = scope.startsWith("user:") ? PRESET_LIMITS.mine : PRESET_LIMITS.server;
      if (Number(count) >= most) return { ok: false, kind: "too_many" };
      const row = { ...this.#columns(content), id: newId(), scope, made_by: by, shared_at: null };
      await transaction.insertInto("presets").values(row).execute();
      return { ok: true, preset: toPreset(row), before: null };
    });
  }

  change(id: string, content: PresetContent): Promise<PresetSaved> {
    return oneAtATime(this.#options.database, "presets", async (transaction): Promise<PresetSaved> => {
      const before = await transaction.selectFrom("presets").selectAll().where("id", "=", id).executeTakeFirst();
      if (before === undefined) return { ok: false, kind: "gone" };
      const { scope } = toPreset(before);
      if (await isTaken(transaction, scope, content.name, id)) return { ok: false, kind: "name_taken" };
      const changes = this.#columns(content);
      await transaction.updateTable("presets").set(changes).where("id", "=", id).execute();
      return { ok: true, preset: toPreset({ ...before, ...changes }), before: toPreset(before) };
    });
  }

  /** @returns what was removed; null where it was gone already */
  async remove(id: string): Promise<Preset | null> {
    const row = await this.#options.database
      .deleteFrom("presets")
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : toPreset(row);
  }

  /** From now on whoever has its id may take a copy. */
  async share(id: string): Promise<void> {
    const { database, clock } = this.#options;
    await database.updateTable("presets").set({ shared_at: clock.now() }).where("id", "=", id).execute();
  }

  #columns({ name, words, negative, settings }: PresetContent) {
    return { name, name_key: nameKey(name), words, negative, settings, changed_at: this.#options.clock.now() };
  }
}

async function isTaken(from: Database, scope: string, name: string, except: string | null): Promise<boolean> {
  const row = await from
    .selectFrom("presets")
    .select("id")
    .where("scope", "=", scope)
    .where("name_key", "=", nameKey(name))
    .executeTakeFirst();
  return row !== undefined && row.id !== except;
}

function toPreset(row: PresetRow): Preset {
  const { id, name, words, negative, settings, made_by, shared_at } = row;
  return { id, scope: scopeOf(row.scope), name, words, negative, settings, madeBy: made_by, sharedAt: shared_at };
}

function scopeOf(scope: string): PresetScope {
  const [whose, id = ""] = scope.split(":");
  return whose === "guild" ? `guild:${id}` : `user:${id}`;
}
