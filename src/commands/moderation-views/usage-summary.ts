import type { DayUsage } from "../../jobs/guild-jobs.ts";

export const DAY_MS = 86_400_000;
/** How many days back can be looked at. */
export const PERIODS = [7, 30, 90] as const;
export type Period = (typeof PERIODS)[number];
/** Lines of a ranking; what comes after them is one line together. */
const MOST_LINES = 8;

/** Something that was used: a day, a model or a member. */
export interface UsageLine {
  /** The day's number, the model's endpoint id, the member's id; null for all others together. */
  readonly key: string | null;
  readonly jobs: number;
  readonly micros: number;
}

export interface UsageSummary {
  readonly total: {
    readonly jobs: number;
    readonly delivered: number;
    readonly images: number;
    readonly micros: number;
  };
  /** Every day of the period, also those without any. */
  readonly days: readonly UsageLine[];
  readonly models: readonly UsageLine[];
  /** Of a guild; of everything together, its guilds. */
  readonly members: readonly UsageLine[];
}

/** The first moment of a period that ends today; whole days in UTC. */
export function startOf(period: Period, now: number): number {
  return (Math.floor(now / DAY_MS) - period + 1) * DAY_MS;
}

/** What was used in a period, put together in each of the ways it is looked at. */
export function summarizeUsage(rows: readonly DayUsage[], period: Period, now: number): UsageSummary {
  const first = startOf(period, now) / DAY_MS;
  const byDay = sums(rows, ({ day }) => String(day));
  const days = Array.from({ length: period }, (_, index) => {
    const key = String(first + index);
    return byDay.find((line) => line.key === key) ?? { key, jobs: 0, micros: 0 };
  });
  const sum = (of: (row: DayUsage) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    total: {
      jobs: sum(({ jobs }) => jobs),
      delivered: sum(({ delivered }) => delivered),
      images: sum(({ images }) => images),
      micros: sum(({ micros }) => micros),
    },
    days,
    models: ranking(sums(rows, ({ model }) => model)),
    members: ranking(sums(rows, ({ whose }) => whose)),
  };
}

function sums(rows: readonly DayUsage[], keyOf: (row: DayUsage) => string): UsageLine[] {
  const lines = new Map<string, UsageLine>();
  for (const row of rows) {
    const key = keyOf(row);
    const sofar = lines.get(key);
    lines.set(key, together(key, sofar === undefined ? [row] : [sofar, row]));
  }
  return [...lines.values()];
}

function ranking(lines: readonly UsageLine[]): UsageLine[] {
  const sorted = lines.toSorted((one, other) => other.micros - one.micros || other.jobs - one.jobs);
  if (sorted.length <= MOST_LINES) return sorted;
  return [...sorted.slice(0, MOST_LINES - 1), together(null, sorted.slice(MOST_LINES - 1))];
}

function together(key: string | null, lines: readonly Pick<UsageLine, "jobs" | "micros">[]): UsageLine {
  return lines.reduce<UsageLine>(
    (sum, { jobs, micros }) => ({ key, jobs: sum.jobs + jobs, micros: sum.micros + micros }),
    { key, jobs: 0, micros: 0 },
  );
}
