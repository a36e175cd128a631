import type { AuditEntry } from "../../../policy/audit-entry.ts";
import { say } from "../../../texts/say.ts";
import { customId, type Page } from "../custom-ids.ts";
import { entryText } from "../entry-text.ts";
import { button, line, type Part, row, section, text } from "../parts.ts";
import { settingParts } from "../setting-parts.ts";
import type { Reader } from "../value-text.ts";
import type { View } from "../view.ts";

/** Entries on one leaf: all texts of a message share 4,000 characters. */
export const AUDIT_LEAF = 5;
const ENTRY_SHOWN = 500;

/** The log's settings and the log itself, newest first. */
export function auditParts(view: View, entries: readonly AuditEntry[]): Part[] {
  return [
    ...settingParts("audit_channel", view),
    ...settingParts("reports_channel", view),
    ...settingParts("audit_jobs", view),
    line(),
    ...auditLeaf(entries, idsOf(view.page), view.reader),
  ];
}

/** The buttons of a log. `newest` is null on its first leaf. */
export interface AuditIds {
  readonly undo: (entryId: string) => string;
  readonly older: (before: number) => string;
  readonly newest: string | null;
}

export function idsOf(page: Page): AuditIds {
  return {
    undo: (entryId) => customId(page, "undo", entryId),
    older: (before) => customId({ ...page, subject: String(before) }, "go"),
    newest: page.subject === null ? null : customId(page, "go", "audit"),
  };
}

/** Entries with a button each that takes them back. One entry too many means that there are older ones. */
export function auditLeaf(entries: readonly AuditEntry[], ids: AuditIds, reader: Reader): Part[] {
  const { locale } = reader;
  if (entries.length === 0) return [text(say(locale, "audit_empty"))];
  const shown = entries.slice(0, AUDIT_LEAF);
  const last = shown.at(-1)?.number ?? 0;
  const leaves = [
    ...(ids.newest === null ? [] : [button(ids.newest, say(locale, "button_newest"))]),
    ...(entries.length > AUDIT_LEAF ? [button(ids.older(last), say(locale, "button_older"))] : []),
  ];
  return [...shown.map((entry) => entryPart(entry, ids, reader)), ...(leaves.length === 0 ? [] : [row(...leaves)])];
}

function entryPart(entry: AuditEntry, ids: AuditIds, reader: Reader): Part {
  const words = entryText(entry, reader);
  const content = words.length > ENTRY_SHOWN ? `${words.slice(0, ENTRY_SHOWN - 1)}…` : words;
  if (entry.deed.kind !== "settings" && entry.deed.kind !== "credits") return text(content);
  return section(content, button(ids.undo(entry.id), say(reader.locale, "button_undo")));
}
