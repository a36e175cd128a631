import type { JobRow, LedgerRow } from "../storage/schema.ts";
import type { Job, JobState } from "./job.ts";
import { UNDER_WAY } from "./job-states.ts";
import type { ArchivedFile } from "./stored.ts";
import type { Verdict } from "./verdict.ts";

/** From which states a verdict may move a job: job.ts in one table. */
const FROM: Record<Verdict["type"], readonly JobState[]> = {
  "found reply": ["queued"],
  submitting: ["queued"],
  submitted: ["submitting"],
  requeued: ["submitting"],
  generated: ["submitted"],
  // Once more where a crash came before the files were on the disk.
  saved: ["generated", "saved"],
  delivered: ["saved"],
  stopped: UNDER_WAY,
  told: ["failed", "uncertain", "canceled"],
  again: ["queued", "submitted", "generated", "saved", "failed", "uncertain", "canceled"],
};

/**
 * The columns a verdict changes.
 * @throws when the job's state does not allow the verdict: a fault of ours, never of what came from outside.
 */
export function changesOf(job: Job, verdict: Verdict, now: number): Partial<JobRow> {
  if (!FROM[verdict.type].includes(job.state)) {
    throw new Error(`job ${job.id} is ${job.state}, which cannot become ${verdict.type}`);
  }
  switch (verdict.type) {
    case "found reply":
      return { message_id: verdict.messageId };
    case "submitting":
      return { state: "submitting", submitted_at: now, inputs: JSON.stringify(verdict.inputs) };
    case "submitted":
      return { state: "submitted", request: JSON.stringify(verdict.request), ...fresh(now) };
    case "requeued":
      return { state: "queued", submitted_at: null, run_at: now + verdict.inMs, attempts: job.attempts + 1 };
    case "generated":
      return { state: "generated", result: JSON.stringify(verdict.result), generated_at: now, ...fresh(now) };
    case "saved":
      return {
        state: "saved",
        saved_at: now,
        files: JSON.stringify(verdict.files),
        withheld: withheldOf(verdict.files),
        ...fresh(now),
      };
    case "delivered":
      return { state: "delivered", ended_at: now, told_at: now, interaction_token: null, ...fresh(now) };
    case "stopped":
      return { state: verdict.state, failure: JSON.stringify(verdict.failure), ended_at: now, ...fresh(now) };
    case "told":
      return { told_at: now, interaction_token: null };
    case "again":
      return {
        run_at: now + verdict.inMs,
        attempts: verdict.failedTry ? job.attempts + 1 : 0,
        ...(verdict.started && job.startedAt === null ? { started_at: now } : {}),
        ...(verdict.cancelRefused ? { cancel_requested_at: null } : {}),
      };
  }
}

function withheldOf(files: readonly ArchivedFile[]): number {
  return files.filter(({ withheld }) => withheld).length;
}

/** A new state starts with a clean slate and is due at once. */
function fresh(now: number): Pick<JobRow, "attempts" | "run_at"> {
  return { attempts: 0, run_at: now };
}

/** What a verdict does to the money reserved: settled when the relay charged or may have, released when it did not. */
export function ledgerEnd(verdict: Verdict): LedgerRow["state"] | null {
  if (verdict.type === "delivered") return "settled";
  if (verdict.type === "stopped") return verdict.failure.charged === "no" ? "released" : "settled";
  return null;
}
