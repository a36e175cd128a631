import type { AuditEntry, Deed, SettingsChange } from "../../policy/audit-entry.ts";
import { dateText, momentText } from "../../policy/sentences.ts";
import { guildSettings } from "../../policy/settings.ts";
import { asJson, changesBetween, type Json } from "../../policy/settings-changes.ts";
import type { Locale } from "../../texts/localized.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { settingAt } from "./setting-value.ts";
import { asCode, longListText, memberMention, type Reader, settingName, valueText } from "./value-text.ts";

const MOST_LINES = 12;
const REASON_SHOWN = 200;
const NAME_SHOWN = 60;
const NO_LIMITS: Json = {};
const ANY_MODEL = "any";

/** Who did what and when, as the audit log shows it. */
export function entryText(entry: AuditEntry, reader: Reader): string {
  const { number, by, at } = entry;
  const when = momentText(at);
  const head = say(reader.locale, entry.undoes === null ? "audit_entry" : "audit_undo", {
    number,
    by: memberMention(by),
    when,
  });
  return [head, ...entryLines(entry, reader)].join("\n");
}

/** What was done: one line per value, before and after. */
export function entryLines({ deed }: Pick<AuditEntry, "deed">, reader: Reader): string[] {
  const { locale } = reader;
  switch (deed.kind) {
    case "settings": {
      const lines = deed.changes.flatMap(leaves).map((change) => changeLine(change, reader));
      return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), "…"];
    }
    case "credits":
      return [creditsLine(deed, reader)];
    case "relay_key":
      return [say(locale, `deed_relay_key_${deed.what}`)];
    case "left":
      return [say(locale, "deed_left", { name: plainText(deed.name, NAME_SHOWN), id: deed.guildId })];
    case "model":
      return [modelText(deed, locale)];
    case "preset":
      return [say(locale, `deed_preset_${deed.what}`, { name: plainText(deed.name, NAME_SHOWN) })];
    case "made_private":
      return [say(locale, "deed_made_private", { job: asCode(deed.jobId) })];
    case "removed":
      return [
        say(locale, "deed_removed", { member: memberMention(deed.userId), reason: reasonText(deed.reason, reader) }),
      ];
  }
}

function modelText({ what, command, price = "" }: Extract<Deed, { kind: "model" }>, locale: Locale): string {
  return what === "priced"
    ? say(locale, "deed_model_priced", { command, price })
    : say(locale, `deed_model_${what}`, { command });
}

function creditsLine({ userId, images, reason, before }: Extract<Deed, { kind: "credits" }>, reader: Reader): string {
  const facts = { member: memberMention(userId), reason: reasonText(reason, reader) };
  if (before !== undefined)
    return say(reader.locale, "deed_credits_left", { ...facts, before, after: before + images });
  const key = images < 0 ? "deed_credits_taken" : "deed_credits";
  return say(reader.locale, key, { ...facts, images: Math.abs(images) });
}

/** A moderator's reason in a sentence. */
export function reasonText(reason: string, { locale }: Pick<Reader, "locale">, most = REASON_SHOWN): string {
  return reason === "" ? say(locale, "no_reason") : plainText(reason, most);
}

/** A model's or role's entry that came or went whole, value by value. */
function leaves(change: SettingsChange): SettingsChange[] {
  const { path, before, after } = change;
  const [room, place] = path;
  if (room === "byGuild" && path.length === 2) return changesBetween(before ?? NO_LIMITS, after ?? NO_LIMITS, path);
  if (path.length !== 3) return [change];
  if (room === "content" && place === "models")
    return changesBetween(before ?? modelRule(), after ?? modelRule(), path);
  if (room === "limits" && place === "roles") return changesBetween(before ?? NO_LIMITS, after ?? NO_LIMITS, path);
  return [change];
}

/** The rule of a model that nobody decided anything about. */
function modelRule(): Json {
  return asJson(guildSettings.parse({ content: { models: { [ANY_MODEL]: {} } } }).content.models[ANY_MODEL]);
}

function changeLine({ path, before, after }: SettingsChange, reader: Reader): string {
  const found = settingAt(path);
  if (found !== null) {
    const { setting: id, subject } = found;
    const values = longListText(id, before, after, reader) ?? {
      before: valueText(id, before, reader),
      after: valueText(id, after, reader),
    };
    return say(reader.locale, "change_line", { setting: settingName(id, subject, reader), ...values });
  }
  const [room, place, whose] = path;
  if (room === "paused") {
    const values = {
      setting: say(reader.locale, "setting_paused"),
      before: ended(before, reader),
      after: ended(after, reader),
    };
    return say(reader.locale, "change_line", values);
  }
  if (room === "people" && place === "suspensions" && whose !== undefined) {
    const setting = say(reader.locale, "setting_suspension", { member: memberMention(whose) });
    return say(reader.locale, "change_line", { setting, before: ended(before, reader), after: ended(after, reader) });
  }
  const plain = { setting: path.join("."), before: asCode(shown(before)), after: asCode(shown(after)) };
  return say(reader.locale, "change_line", plain);
}

/** A pause or a suspension: why and until when. */
function ended(value: Json | undefined, reader: Reader): string {
  const { locale } = reader;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return say(locale, "value_no");
  const reason = reasonText(String(value["reason"] ?? ""), reader);
  const until = value["until"];
  if (typeof until !== "number") return say(locale, "value_until_lifted", { reason });
  return say(locale, "value_until", { reason, when: dateText(until) });
}

function shown(value: Json | undefined): string {
  return value === undefined ? "–" : JSON.stringify(value);
}
