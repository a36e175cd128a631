import type { Job } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";

/** The parts of a job's way, and the whole of it. */
export type Phase = "waiting" | "submitting" | "following" | "saving" | "delivering" | "whole";

interface PhaseTime {
  readonly phase: Phase;
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  readonly to: number;
}

/** The phases that end with a verdict. `tookMs` is what the step took: when a request left stands nowhere else. */
export function phasesEnding(job: Job, verdict: Verdict, now: number, tookMs: number): PhaseTime[] {
  switch (verdict.type) {
    case "submitting":
      return [{ phase: "waiting", from: job.createdAt, to: now }];
    case "submitted":
      return [{ phase: "submitting", from: now - tookMs, to: now }];
    case "generated":
      return job.state === "submitted" ? [{ phase: "following", from: job.submittedAt, to: now }] : [];
    case "saved":
      return job.state === "generated" ? [{ phase: "saving", from: job.generatedAt, to: now }] : [];
    case "delivered":
      if (job.state !== "saved") return [];
      return [
        { phase: "delivering", from: job.savedAt ?? job.generatedAt, to: now },
        { phase: "whole", from: job.createdAt, to: now },
      ];
    default:
      return [];
  }
}
