import type { StoppedJob } from "../../src/jobs/job.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { newJob } from "./job-rows.ts";

/** A job of FLUX.1 [dev] that ended without pictures, as its reply is told. */
export function stoppedJob(end: Pick<StoppedJob, "state" | "failure">, changes: Parameters<typeof newJob>[1] = {}) {
  const { priceMicros: _, ...job } = newJob(1, changes);
  const rest = { inputs: [], messageId: "1", attempts: 0, createdAt: 0, startedAt: null, cancelRequestedAt: null };
  const definition = builtInModels.find(({ endpoint }) => endpoint === job.model);
  return { ...job, ...rest, toldAt: null, deletedAt: null, endedAt: 0, definition, ...end };
}
