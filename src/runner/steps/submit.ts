import type { Clock } from "../../clock.ts";
import type { Job, SubmittingJob } from "../../jobs/job.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { Archive } from "../../media/archive.ts";
import { isDown } from "../../media/failure.ts";
import { relayBody } from "../../models/body.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { RelayClient } from "../../relay/client.ts";
import type { RelayError } from "../../relay/outcome.ts";
import { backoff } from "../backoff.ts";
import type { ExpectedCalls } from "../expected-calls.ts";
import { inputAddresses } from "./input-addresses.ts";

export interface SubmitOptions {
  readonly models: ModelCatalog;
  /** With the key of whoever pays for the job. */
  readonly relayFor: (job: Job) => Promise<RelayClient>;
  readonly archive: Archive;
  readonly clock: Clock;
  readonly calls: ExpectedCalls;
}

/** About half an hour of a relay that is down or too busy: long enough for a restart over there. */
const MOST_TRIES = 35;
/** A relay that wants longer is asked then all the same: it may have erred, and all of its payer's jobs wait for that. */
const LONGEST_REST_MS = 3_600_000;

/** Sends the request, once. Only what proves that the relay did not take it puts the job back into the queue. */
export async function submit(job: SubmittingJob, signal: AbortSignal, options: SubmitOptions): Promise<Verdict> {
  const definition = options.models.byEndpoint(job.model);
  if (definition === undefined) return failed({ kind: "model_gone", charged: "no" });
  let body: ReturnType<typeof relayBody>;
  try {
    body = relayBody(definition, job.input, await inputAddresses(job, job.inputs, options.archive, options.clock));
  } catch (fault) {
    if (isDown(fault)) return { type: "requeued", inMs: backoff(job.attempts), why: fault.error.detail };
    // Deleted with the job it came from: nothing left yet.
    return failed({ kind: "image_lost", charged: "no", field: "image" });
  }
  let relay: RelayClient;
  try {
    relay = await options.relayFor(job);
  } catch (error) {
    // The database did not say who pays: nothing left yet.
    return { type: "requeued", inMs: backoff(job.attempts), why: error instanceof Error ? error.message : "no payer" };
  }
  const callAddress = options.calls.addressFor(job.id);
  const submitted = await relay.submit(definition.endpoint, body, { signal, callAddress });
  if (!submitted.ok) return refusal(job, submitted.error);
  const { requestId, statusPath, responsePath, cancelPath } = submitted.value;
  return { type: "submitted", request: { requestId, statusPath, responsePath, cancelPath } };
}

/** What a job found in `submitting` after a crash ends as: the request may have left, so it is never sent again. */
export const UNCERTAIN: Verdict = {
  type: "stopped",
  state: "uncertain",
  failure: { kind: "uncertain", charged: "maybe", field: null, detail: null },
};

function refusal(job: SubmittingJob, error: RelayError): Verdict {
  if (error.taken === "maybe") return UNCERTAIN;
  switch (error.kind) {
    case "refused_input":
      return failed({ kind: error.kind, charged: "no", field: error.field, detail: error.detail });
    case "unauthorized":
      return failed({ kind: job.payer === null ? error.kind : "own_key_refused", charged: "no" });
    case "out_of_balance":
      return failed({ kind: job.payer === null ? error.kind : "own_key_empty", charged: "no" });
    case "content_policy":
      return failed({ kind: error.kind, charged: "no" });
    case "not_found":
      return failed({ kind: "model_gone", charged: "no" });
    case "aborted":
      return { type: "requeued", inMs: 0 };
    case "rate_limited":
      if (job.attempts >= MOST_TRIES) return failed({ kind: "relay_busy", charged: "no" });
      return { type: "requeued", why: error.kind, ...restOf(error.retryAfterMs, backoff(job.attempts)) };
    default:
      if (job.attempts >= MOST_TRIES) return failed({ kind: "relay_unreachable", charged: "no" });
      return { type: "requeued", inMs: backoff(job.attempts), why: error.kind };
  }
}

function restOf(retryAfterMs: number | null, backoffMs: number) {
  if (retryAfterMs === null) return { inMs: backoffMs };
  const restMs = Math.min(retryAfterMs, LONGEST_REST_MS);
  return { inMs: Math.max(restMs, backoffMs), restMs };
}
