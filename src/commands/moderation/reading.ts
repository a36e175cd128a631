import type { GuildSettings } from "../../policy/settings.ts";
import type { Json } from "../../policy/settings-changes.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { type SettingId, settingOf } from "./settings-table.ts";

type Currency = GuildSettings["money"]["currency"];
type Read = { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false };

const NOTHING = ["", "-", "off", "none", "关", "无"];
const UNLIMITED = ["unlimited", "∞", "无限", "不限"];
const AMOUNT = /^\d{1,9}([.,]\d{1,6})?$/;
const SIDES = /^(\d{1,6})\s*[x×*]\s*(\d{1,6})$/;
/** Amounts are kept as millionths of a US dollar. */
const MICROS = 1_000_000;

/** What a moderator wrote for a setting; nothing written takes the limit away. */
export function readTyped(id: SettingId, written: string, currency: Currency): Read {
  const setting = settingOf(id);
  const text = written.trim().toLowerCase();
  const empty = NOTHING.includes(text);
  switch (setting.kind) {
    case "number":
    case "pixels":
      if (empty) return { ok: true, value: setting.unset };
      if (setting.unlimited && UNLIMITED.includes(text)) return { ok: true, value: "unlimited" };
      return within(setting.kind === "pixels" ? pixelsIn(text) : wholeIn(text), setting.least, setting.most);
    case "amount":
      if (empty) return { ok: true, value: setting.unset };
      if (setting.unlimited && UNLIMITED.includes(text)) return { ok: true, value: "unlimited" };
      if (!AMOUNT.test(text)) return { ok: false };
      return within(
        Math.round((Number(text.replace(",", ".")) / currency.perUsd) * MICROS),
        0,
        Number.MAX_SAFE_INTEGER,
      );
    case "currency":
      if (empty) return { ok: true, value: "USD" };
      return /^[a-z]{3}$/.test(text) ? { ok: true, value: text.toUpperCase() } : { ok: false };
    case "rate":
      if (empty) return { ok: true, value: 1 };
      return AMOUNT.test(text) ? within(Number(text.replace(",", ".")), Number.MIN_VALUE, MICROS) : { ok: false };
    default:
      return { ok: false };
  }
}

/** How a value is written, so that reading it gives the value again. */
export function typedText(id: SettingId, value: Json | undefined, currency: Currency): string {
  const setting = settingOf(id);
  if (value === undefined || value === null) return "";
  if ("unset" in setting && value === setting.unset) return "";
  if (setting.kind === "amount" && typeof value === "number") {
    return String(Math.round(value * currency.perUsd) / MICROS);
  }
  return String(value);
}

/** Why what was written could not be read, and what can. */
export function typedProblem(id: SettingId, given: string, locale: Locale): string {
  const setting = settingOf(id);
  const name = say(locale, `setting_${id}`);
  const facts = { setting: name, given: given.slice(0, 60) };
  switch (setting.kind) {
    case "number": {
      const { least, most } = setting;
      return say(locale, setting.unlimited ? "typed_limit" : "typed_number", { ...facts, least, most });
    }
    case "pixels":
      return say(locale, "typed_pixels", facts);
    case "currency":
      return say(locale, "typed_currency", facts);
    case "amount":
      return say(locale, setting.unlimited ? "typed_amount_limit" : "typed_amount", facts);
    default:
      return say(locale, "typed_amount", facts);
  }
}

/** Words as they are listed in a text field: one a line. In a command they stand between commas. */
export function wordsIn(text: string): string[] {
  const words = text.split(/[\n,，、]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

function wholeIn(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

function pixelsIn(text: string): number {
  const sides = SIDES.exec(text);
  return sides === null ? wholeIn(text) : Number(sides[1]) * Number(sides[2]);
}

function within(value: number, least: number, most: number): Read {
  return value >= least && value <= most ? { ok: true, value } : { ok: false };
}
