import type { TimestampStyle } from "./markdown-tree.ts";

const STEPS: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
];

const FORMATS: Record<Exclude<TimestampStyle, "R">, Intl.DateTimeFormatOptions> = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { year: "numeric", month: "2-digit", day: "2-digit" },
  D: { year: "numeric", month: "long", day: "numeric" },
  f: { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" },
  F: { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" },
};

/** A `<t:…>` timestamp as its reader sees it; `timeZone` is the machine's own unless a test names one. */
export function formatTimestamp(
  seconds: number,
  style: TimestampStyle,
  now: number,
  locale: string,
  timeZone?: string,
): string {
  if (style === "R") return relativeTime(seconds * 1000, now, locale);
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, { ...FORMATS[style], ...zone }).format(seconds * 1000);
}

/** "3 minutes ago", "in 12 seconds". Both times are milliseconds since the Unix epoch. */
export function relativeTime(time: number, now: number, locale: string): string {
  const away = Math.round((time - now) / 1000);
  const step = STEPS.find((candidate) => Math.abs(away) >= candidate.seconds) ?? { unit: "second", seconds: 1 };
  return new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(Math.trunc(away / step.seconds), step.unit);
}

export interface DayWords {
  today: (time: string) => string;
  yesterday: (time: string) => string;
}

/** When a message was written: the time alone suffices today. */
export function messageTime(time: number, now: number, locale: string, words: DayWords): string {
  const clock = new Intl.DateTimeFormat(locale, FORMATS.t).format(time);
  const days = Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
  if (days === 0) return words.today(clock);
  if (days === 1) return words.yesterday(clock);
  return `${new Intl.DateTimeFormat(locale, FORMATS.d).format(time)} ${clock}`;
}

export function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
