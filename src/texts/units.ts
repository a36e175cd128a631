import type { Locale } from "./localized.ts";

/** "12 s", "2 min 5 s": a length of time for people. */
export function duration(locale: Locale, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [unit(locale, seconds % 60, "second")];
  if (seconds >= 60) parts.unshift(unit(locale, Math.floor(seconds / 60), "minute"));
  return parts.join(" ");
}

/** "3.2 s" for the model's own time, where tenths matter. */
export function seconds(locale: Locale, value: number): string {
  return numbers(locale, { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 }).format(
    value,
  );
}

/** "9.5 MB" */
export function fileSize(locale: Locale, bytes: number): string {
  const megabytes = bytes / 1_000_000;
  const maximumFractionDigits = megabytes < 10 ? 1 : 0;
  const format = { style: "unit", unit: "megabyte", unitDisplay: "short", maximumFractionDigits } as const;
  return numbers(locale, format).format(megabytes);
}

/** "36 hr", "3 days": an age for people. */
export function ageOf(locale: Locale, hours: number): string {
  return hours % 24 === 0 ? unit(locale, hours / 24, "day") : unit(locale, hours, "hour");
}

/** "$1.20", from millionths of the unit. */
export function money(locale: Locale, micros: number, currency: string): string {
  const amount = micros / 1_000_000;
  const maximumFractionDigits = Math.abs(amount) < 1 ? 4 : 2;
  return numbers(locale, { style: "currency", currency, maximumFractionDigits }).format(amount);
}

function unit(locale: Locale, value: number, name: "second" | "minute" | "hour" | "day"): string {
  return numbers(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
}

/** Making a format takes a hundred times as long as using it; there are as many as languages, units and currencies. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = [locale, ...Object.values(options)].join(" ");
  const known = FORMATS.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  FORMATS.set(key, made);
  return made;
}
