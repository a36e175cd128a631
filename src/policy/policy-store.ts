import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import type { PolicyAuditRow } from "../storage/schema.ts";
import { type AuditEntry, type Deed, deed } from "./audit-entry.ts";
import { type OperatorSettings, operatorSettings } from "./operator-settings.ts";
import { type GuildSettings, guildSettings } from "./settings.ts";
import { asJson, changesBetween, type Json, takenBack } from "./settings-changes.ts";
import { isUndone } from "./undone.ts";
import { memberUsage } from "./usage-reader.ts";

/** What a change came to. `entry` is null where nothing differs; `problem` says in the library's words what does not fit. */
export type Changed =
  | { readonly ok: true; readonly entry: AuditEntry | null }
  | { readonly ok: false; readonly kind: "does_not_fit"; readonly problem: string }
  | { readonly ok: false; readonly kind: "unknown_entry" | "cannot_be_undone" };

export interface PolicyStoreOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hears of every entry once it is written. */
  readonly audited: (entry: AuditEntry) => void;
}

/** The scope of what the operator decides. */
export const OPERATOR = "operator";
const DOCUMENTS = { guild: guildSettings, operator: operatorSettings } as const;

/** What moderators and the operator decide, with everyone who changed it. Reads are never cached: a change holds at once. */
export class PolicyStore {
  readonly #options: PolicyStoreOptions;

  constructor(options: PolicyStoreOptions) {
    this.#options = options;
  }

  /** A guild without any is open. `from` is a transaction where the reading must be part of one. */
  async settings(guildId: string, from: Database = this.#options.database): Promise<GuildSettings> {
    return guildSettings.parse(await stored(from, guildId));
  }

  async operatorSettings(from: Database = this.#options.database): Promise<OperatorSettings> {
    return operatorSettings.parse(await stored(from, OPERATOR));
  }

  /** Changes a guild's settings, all or nothing; `change` gets what holds now. */
  change(guildId: string, by: string, change: (settings: GuildSettings) => GuildSettings): Promise<Changed> {
    return this.#changeDocument(guildId, by, null, (current) => change(guildSettings.parse(current)));
  }

  changeOperator(by: string, change: (settings: OperatorSettings) => unknown): Promise<Changed> {
    return this.#changeDocument(OPERATOR, by, null, (current) => change(operatorSettings.parse(current)));
  }

  /** Writes what an entry changed back to what it was, as a new entry; what was changed elsewhere since stays. */
  async undo(scope: string, entryId: string, by: string): Promise<Changed> {
    const entry = await this.entry(scope, entryId);
    if (entry === null) return { ok: false, kind: "unknown_entry" };
    const { deed } = entry;
    switch (deed.kind) {
      case "settings":
        return this.#changeDocument(scope, by, entry.id, (current) => takenBack(current, deed.changes));
      case "credits":
        return { ok: true, entry: await this.#give(scope, { ...deed, images: -deed.images }, by, entry.id) };
      default:
        return { ok: false, kind: "cannot_be_undone" };
    }
  }

  /** Gives a member bonus images, or takes back with a negative number what is left of them. Null where nothing is. */
  giveCredits(guildId: string, given: { userId: string; images: number; reason: string }, by: string) {
    return this.#give(guildId, { kind: "credits", ...given }, by, null);
  }

  /** Writes down what was done elsewhere. */
  async note(scope: string, deed: Deed, by: string): Promise<AuditEntry> {
    const noted = await this.#inTurn(scope, (transaction) =>
      this.#write(transaction, { scope, deed, by, undoes: null }),
    );
    return this.#heard(noted);
  }

  /** Where guilds' moderators read what happens; guilds without a channel are left out. */
  async auditChannels(): Promise<{ readonly guildId: string; readonly channelId: string }[]> {
    const rows = await this.#options.database
      .selectFrom("policy_settings")
      .selectAll()
      .where("scope", "!=", OPERATOR)
      .execute();
    return rows.flatMap(({ scope, settings }) => {
      const { channel } = guildSettings.parse(JSON.parse(settings)).audit;
      return channel === null ? [] : [{ guildId: scope, channelId: channel }];
    });
  }

  async entry(scope: string, entryId: string): Promise<AuditEntry | null> {
    const row = await this.#options.database
      .selectFrom("policy_audit")
      .selectAll()
      .where("scope", "=", scope)
      .where("id", "=", entryId)
      .executeTakeFirst();
    return row === undefined ? null : toEntry(row);
  }

  /** What was done in a scope, newest first; `before` is the number of the oldest entry already seen. */
  async audit(scope: string, { limit, before }: { limit: number; before?: number }): Promise<AuditEntry[]> {
    const rows = await this.#options.database
      .selectFrom("policy_audit")
      .selectAll()
      .where("scope", "=", scope)
      .$if(before !== undefined, (query) => query.where("number", "<", before ?? 0))
      .orderBy("number", "desc")
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  }

  async #changeDocument(scope: string, by: string, undoes: string | null, change: (current: Json) => unknown) {
    const { clock } = this.#options;
    const schema = scope === OPERATOR ? DOCUMENTS.operator : DOCUMENTS.guild;
    const changed = await this.#inTurn(scope, async (transaction): Promise<Changed> => {
      const before = asJson(schema.parse(await stored(transaction, scope)));
      const parsed = schema.safeParse(change(before));
      if (!parsed.success) return { ok: false, kind: "does_not_fit", problem: parsed.error.message };
      const after = asJson(parsed.data);
      const changes = changesBetween(before, after);
      if (changes.length === 0) return { ok: true, entry: null };
      const row = { settings: JSON.stringify(after), changed_at: clock.now(), changed_by: by };
      await transaction
        .insertInto("policy_settings")
        .values({ scope, ...row })
        .onConflict((conflict) => conflict.column("scope").doUpdateSet(row))
        .execute();
      const deed = { kind: "settings", changes } as const;
      return { ok: true, entry: await this.#write(transaction, { scope, by, undoes, deed }) };
    });
    if (changed.ok && changed.entry !== null) this.#heard(changed.entry);
    return changed;
  }

  async #give(guildId: string, deed: Extract<Deed, { kind: "credits" }>, by: string, undoes: string | null) {
    const given = await this.#inTurn(guildId, async (transaction) => {
      const now = this.#options.clock.now();
      // Pressed twice, Undo takes back once.
      if (undoes !== null && (await isUndone(transaction, guildId, undoes))) return null;
      const { credits: before } = await memberUsage(transaction, { guildId, userId: deed.userId, now });
      const images = Math.max(deed.images, -Math.max(0, before));
      if (images === 0) return null;
      await transaction
        .insertInto("credits")
        .values({ guild_id: guildId, user_id: deed.userId, given: images })
        .onConflict((conflict) =>
          conflict
            .columns(["guild_id", "user_id"])
            .doUpdateSet(({ eb, ref }) => ({ given: eb(ref("credits.given"), "+", images) })),
        )
        .execute();
      return this.#write(transaction, { scope: guildId, deed: { ...deed, images, before }, by, undoes });
    });
    return given && this.#heard(given);
  }

  /** One transaction of a scope after the other: none reads settings, or counts entries, that another is about to change. */
  #inTurn<T>(scope: string, act: (transaction: Database) => Promise<T>): Promise<T> {
    return this.#options.database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("policy_scopes")
        .values({ scope, entries: 0 })
        .onConflict((conflict) =>
          conflict.column("scope").doUpdateSet(({ ref }) => ({ entries: ref("policy_scopes.entries") })),
        )
        .execute();
      return act(transaction);
    });
  }

  async #write(transaction: Database, entry: Pick<AuditEntry, "scope" | "by" | "deed" | "undoes">) {
    const { entries } = await transaction
      .updateTable("policy_scopes")
      .set(({ eb }) => ({ entries: eb("entries", "+", 1) }))
      .where("scope", "=", entry.scope)
      .returning("entries")
      .executeTakeFirstOrThrow();
    const written: AuditEntry = {
      ...entry,
      id: this.#options.newId(),
      number: Number(entries),
      at: this.#options.clock.now(),
    };
    await transaction
      .insertInto("policy_audit")
      .values({ ...written, deed: JSON.stringify(written.deed) })
      .execute();
    return written;
  }

  #heard(entry: AuditEntry): AuditEntry {
    this.#options.audited(entry);
    return entry;
  }
}

async function stored(from: Database, scope: string): Promise<Json> {
  const row = await from.selectFrom("policy_settings").select("settings").where("scope", "=", scope).executeTakeFirst();
  return asJson(JSON.parse(row?.settings ?? "{}"));
}

function toEntry(row: PolicyAuditRow): AuditEntry {
  return { ...row, number: Number(row.number), at: Number(row.at), deed: deed.parse(JSON.parse(row.deed)) };
}
