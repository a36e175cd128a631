import type { Job } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";

/** A part of a job's way, or the whole of it. */
export interface PhaseTime {
  readonly phase: "waiting" | "submitting" | "following" | "saving" | "delivering" | "whole";
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  readonly to: number;
}

const LEAVES_ITS_PHASE: ReadonlySet<Verdict["type"]> = new Set([
  "submitting",
  "submitted",
  "generated",
  "saved",
  "delivered",
]);

/** The phase that a job is in until now; null for one that has ended. `tookMs` is what its step took: when a request left stands nowhere else. */
export function phaseUntil(job: Job, now: number, tookMs: number): PhaseTime | null {
  const to = now;
  switch (job.state) {
    case "queued":
      return { phase: "waiting", from: job.createdAt, to };
    case "submitting":
      return { phase: "submitting", from: now - tookMs, to };
    case "submitted":
      return { phase: "following", from: job.submittedAt, to };
    case "generated":
      return { phase: "saving", from: job.generatedAt, to };
    case "saved":
      return { phase: "delivering", from: job.savedAt ?? job.generatedAt, to };
    default:
      return null;
  }
}

/** The phases that a verdict brings to their proper end. */
export function phasesEnding(job: Job, verdict: Verdict, now: number, tookMs: number): PhaseTime[] {
  const phase = LEAVES_ITS_PHASE.has(verdict.type) ? phaseUntil(job, now, tookMs) : null;
  if (phase === null) return [];
  return verdict.type === "delivered" ? [phase, { phase: "whole", from: job.createdAt, to: now }] : [phase];
}
