import * as z from "zod";
import type { Clock } from "../clock.ts";
import type { AlertRow } from "../storage/alert-row.ts";
import type { Database } from "../storage/database.ts";
import { type AlertKind, type Facts, type Finding, keyOf, kindOf } from "./finding.ts";

/** Something that stands, or whose message still says so. */
export interface Alert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly facts: Facts;
  readonly openedAt: number;
  readonly solvedAt: number | null;
  /** Null before its message was posted. */
  readonly shown: "open" | "solved" | null;
  readonly message: { readonly channelId: string; readonly messageId: string } | null;
}

const facts = z.record(z.string(), z.union([z.string(), z.number()]));
/** What comes back so soon belongs to the same message: nobody is called twice in that time. */
const SAME_MESSAGE_MS = 60 * 60_000;
/** Nobody has seen it for so long, in any process: it is over. */
const QUIET_MS = 2 * 60_000;
/** Longer than the tries to post a message take. */
const SHOWING_MS = 5 * 60_000;
/** Whoever saw it does not run any more. */
const FORGOTTEN_MS = 24 * 60 * 60_000;

/** Alerts as all processes know them. Each change is one statement that only one process can make. */
export class AlertStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Those that stand, and those whose message does not say yet how they stand. */
  async standing(): Promise<Alert[]> {
    const rows = await this.#database
      .selectFrom("alerts")
      .selectAll()
      .where(({ or, eb }) => or([eb("solved_at", "is", null), eb("shown", "is", null), eb("shown", "=", "open")]))
      .orderBy("key")
      .execute();
    return rows.map(alertOf);
  }

  /** It is bad. What another process found solved since then stays so. */
  async seen(finding: Finding): Promise<void> {
    const { at } = finding;
    const key = keyOf(finding);
    const values = { facts: JSON.stringify(finding.facts), seen_at: at, solved_at: null };
    const anew = { ...values, opened_at: at, shown: null, channel_id: null, message_id: null, showing_until: 0 };
    const change = (to: Partial<AlertRow>) => this.#database.updateTable("alerts").set(to).where("key", "=", key);
    const stillSo = change({ seen_at: at }).where("solved_at", "is", null).where("seen_at", "<", at);
    if (changed(await stillSo.executeTakeFirst())) return;
    const soonAgain = change(values)
      .where("solved_at", "<", at)
      .where("opened_at", ">", at - SAME_MESSAGE_MS);
    if (changed(await soonAgain.executeTakeFirst())) return;
    if (changed(await change(anew).where("solved_at", "<", at).executeTakeFirst())) return;
    await this.#database
      .insertInto("alerts")
      .values({ key, ...anew })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** It is good: over, where nobody saw it bad since, and for a while before. */
  async solved(finding: Finding): Promise<void> {
    const now = this.#clock.now();
    await this.#database
      .updateTable("alerts")
      .set({ solved_at: now })
      .where("key", "=", keyOf(finding))
      .where("solved_at", "is", null)
      .where("seen_at", "<", finding.at)
      .where("seen_at", "<=", now - QUIET_MS)
      .execute();
  }

  /** Ends those that nobody looks after any more. */
  async endForgotten(): Promise<void> {
    const now = this.#clock.now();
    await this.#database
      .updateTable("alerts")
      .set({ solved_at: now })
      .where("solved_at", "is", null)
      .where("seen_at", "<=", now - FORGOTTEN_MS)
      .execute();
  }

  /** Whether this process is the one to show it now, as it was read; for a while no other is. */
  async take({ key, openedAt, shown }: Alert): Promise<boolean> {
    const now = this.#clock.now();
    const taken = await this.#database
      .updateTable("alerts")
      .set({ showing_until: now + SHOWING_MS })
      .where("key", "=", key)
      .where("opened_at", "=", openedAt)
      .where("shown", shown === null ? "is" : "=", shown)
      .where("showing_until", "<=", now)
      .executeTakeFirst();
    return changed(taken);
  }

  /** What its message says now. */
  async showed(alert: Alert, shown: "open" | "solved", message: Alert["message"]): Promise<void> {
    const { channelId = null, messageId = null } = message ?? {};
    await this.#database
      .updateTable("alerts")
      .set({ shown, channel_id: channelId, message_id: messageId, showing_until: 0 })
      .where("key", "=", alert.key)
      .where("opened_at", "=", alert.openedAt)
      .execute();
  }
}

function alertOf(row: AlertRow): Alert {
  const { key, channel_id, message_id, shown, solved_at } = row;
  return {
    key,
    kind: kindOf(key),
    facts: facts.catch({}).parse(JSON.parse(row.facts)),
    openedAt: Number(row.opened_at),
    solvedAt: solved_at === null ? null : Number(solved_at),
    shown,
    message: channel_id === null || message_id === null ? null : { channelId: channel_id, messageId: message_id },
  };
}

function changed(result: { readonly numUpdatedRows: bigint }): boolean {
  return result.numUpdatedRows > 0n;
}
