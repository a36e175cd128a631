import type { BudgetPeriod } from "./decision.ts";

/** The calendar day or month in UTC that a moment lies in, as a bill has them; milliseconds since the Unix epoch, the end not included. */
export function periodOf(period: BudgetPeriod, now: number): { start: number; end: number } {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return period === "day"
    ? { start: Date.UTC(year, month, day), end: Date.UTC(year, month, day + 1) }
    : { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}
