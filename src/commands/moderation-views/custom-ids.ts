import type { JobId } from "../../jobs/job.ts";
import { PERIODS, type Period } from "./usage-summary.ts";

/** The first words of our custom ids; what stands behind them is checked when it comes back. */
export const PREFIXES = { usage: "usage", queue: "queue", removal: "removal", report: "report" } as const;

const JOB = /^[0-9a-f-]{36}$/;

export function usageId(action: "show" | "csv", period: Period): string {
  return `${PREFIXES.usage}:${action}:${period}`;
}

export function parseUsageId(customId: string): { action: "show" | "csv"; period: Period } | null {
  const [prefix, action, days] = customId.split(":");
  const period = PERIODS.find((each) => String(each) === days);
  if (prefix !== PREFIXES.usage || period === undefined) return null;
  return action === "show" || action === "csv" ? { action, period } : null;
}

/** `page` counts from 0. */
export function queueId(action: "show" | "cancel", page: number, job?: JobId): string {
  return [PREFIXES.queue, action, page, ...(job === undefined ? [] : [job])].join(":");
}

export function parseQueueId(customId: string): { page: number; cancel: JobId | null } | null {
  const [prefix, action, number = "", job] = customId.split(":");
  if (prefix !== PREFIXES.queue || !/^\d{1,4}$/.test(number)) return null;
  const page = Number(number);
  if (action === "show" && job === undefined) return { page, cancel: null };
  const cancel = action === "cancel" ? parseJob(job) : null;
  return cancel === null ? null : { page, cancel };
}

/** What moderators decide about a reported picture. */
export const REPORT_ACTIONS = ["keep", "remove", "suspend", "who", "look"] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

export function reportId(action: ReportAction | "write", job: JobId): string {
  return `${PREFIXES.report}:${action}:${job}`;
}

export function parseReportId(customId: string): { action: ReportAction | "write"; job: JobId } | null {
  const [prefix, name, id] = customId.split(":");
  const action = [...REPORT_ACTIONS, "write" as const].find((each) => each === name);
  const job = parseJob(id);
  return prefix !== PREFIXES.report || action === undefined || job === null ? null : { action, job };
}

/** The form that asks for the reason of a removal. */
export function removalId(job: JobId): string {
  return `${PREFIXES.removal}:${job}`;
}

export function parseRemovalId(customId: string): JobId | null {
  const [prefix, job] = customId.split(":");
  return prefix === PREFIXES.removal ? parseJob(job) : null;
}

function parseJob(id: string | undefined): JobId | null {
  return id !== undefined && JOB.test(id) ? (id as JobId) : null;
}
