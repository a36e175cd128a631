import { amountText } from "../../policy/sentences.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import type { Json } from "../../policy/settings-changes.ts";
import type { Locale } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { ALL_GUILDS, listOf, type Subject } from "./setting-value.ts";
import { CHOICES, type SettingId, settingOf } from "./settings-table.ts";

/** For whom settings are put into words. */
export interface Reader {
  readonly locale: Locale;
  readonly currency: GuildSettings["money"]["currency"];
  /** What people call the model with an endpoint id. */
  readonly titleOf: (endpoint: string) => string;
  /** What a guild is called, where it is not their own. */
  readonly serverName?: (id: string) => string;
}

const MOST_LISTED = 12;
const WORD_SHOWN = 40;

/** What a setting says: "#art, #general", "20", "not set". */
export function valueText(id: SettingId, value: Json | undefined, reader: Reader): string {
  const setting = settingOf(id);
  const { locale, currency } = reader;
  if (isUnset(id, value)) return unsetText(id, locale);
  if (value === "unlimited") return say(locale, "value_unlimited");
  switch (setting.kind) {
    case "channels":
    case "roles":
    case "words":
    case "substitutes":
    case "servers":
      return listed(itemsOf(id, value, reader), locale);
    case "channel":
      return channelMention(String(value));
    case "switch":
      return say(locale, value === setting.on ? "value_on" : "value_off");
    case "choice":
      return choiceText(String(value), locale);
    case "amount":
      return amountText(Number(value), currency, locale);
    case "number":
    case "pixels":
    case "rate":
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(value));
    case "currency":
      return String(value);
  }
}

/** What a setting is called, and whose it is. */
export function settingName(id: SettingId, subject: Subject, reader: Reader): string {
  const name = say(reader.locale, `setting_${id}`);
  const { path } = settingOf(id);
  if (path.includes("@model")) return `${name} · ${reader.titleOf(subject ?? "")}`;
  if (path.includes("@ceiling")) return `${name} · ${scopeText(subject, reader)}`;
  if (!path.includes("@role")) return name;
  return `${name} · ${subject === null ? say(reader.locale, "limits_everyone") : roleMention(subject)}`;
}

/** Whom a ceiling of the operator's holds for. */
export function scopeText(subject: Subject, { locale, serverName = (id) => id }: Reader): string {
  if (subject === null) return say(locale, "scope_each");
  return subject === ALL_GUILDS ? say(locale, "scope_together") : serverName(subject);
}

/** The words of one of a setting's choices. */
export function choiceText(value: string, locale: Locale): string {
  const known = CHOICES.find((choice) => choice === value);
  return known === undefined ? value : say(locale, `choice_${known}`);
}

export function channelMention(id: string): string {
  return `<#${id}>`;
}
export function roleMention(id: string): string {
  return `<@&${id}>`;
}
export function memberMention(id: string): string {
  return `<@${id}>`;
}

/** A person's own words, unformatted, in one line. */
export function asCode(text: string, { most } = { most: WORD_SHOWN }): string {
  return `\`${oneLine(text, most).replaceAll("`", "'")}\``;
}

/** What nothing set means: for a list of those allowed it is everybody. */
function unsetText(id: SettingId, locale: Locale): string {
  const setting = settingOf(id);
  switch (setting.kind) {
    case "channels":
      return say(locale, id.endsWith("_allowed") ? "value_everywhere" : "value_none");
    case "roles":
      return say(locale, id.endsWith("_allowed") ? "value_everyone" : "value_none");
    case "number":
    case "pixels":
      return say(locale, "value_no_rule");
    case "switch":
      return say(locale, "value_as_others");
    case "channel":
      return say(locale, id === "reports_channel" ? "value_audit_channel" : "value_none");
    case "amount":
      return say(locale, id === "price" ? "value_list_price" : "value_no_rule");
    default:
      return say(locale, "value_none");
  }
}

/** Whether nobody decided anything. */
export function isUnset(id: SettingId, value: Json | undefined): boolean {
  const setting = settingOf(id);
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return true;
  return setting.kind === "number" && setting.unset === 0 && value === 0;
}

/** How a long list changed: how many entries before and after, and which came or went. Null for what shows whole. */
export function longListText(id: SettingId, before: Json | undefined, after: Json | undefined, reader: Reader) {
  const [were, are] = [itemsOf(id, before, reader), itemsOf(id, after, reader)];
  if (Math.max(were.length, are.length) <= MOST_LISTED) return null;
  const came = are.filter((item) => !were.includes(item)).map((item) => `+ ${item}`);
  const went = were.filter((item) => !are.includes(item)).map((item) => `− ${item}`);
  return { before: String(were.length), after: `${are.length} (${listed([...came, ...went], reader.locale)})` };
}

function itemsOf(id: SettingId, value: Json | undefined, { serverName = (id) => id }: Reader): string[] {
  switch (settingOf(id).kind) {
    case "channels":
      return listOf(value).map(channelMention);
    case "roles":
      return listOf(value).map(roleMention);
    case "words":
      return listOf(value).map((word) => asCode(word));
    case "servers":
      return listOf(value).map(serverName);
    case "substitutes":
      return substitutesIn(value);
    default:
      return [];
  }
}

function listed(items: readonly string[], locale: Locale): string {
  const shown = items.slice(0, MOST_LISTED).join(", ");
  if (items.length <= MOST_LISTED) return shown;
  return say(locale, "value_more", { shown, more: items.length - MOST_LISTED });
}

function substitutesIn(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : []).flatMap((each) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return [];
    return [`${asCode(String(each["word"]))} → ${asCode(String(each["by"]))}`];
  });
}
