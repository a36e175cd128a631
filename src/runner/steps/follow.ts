import type { Clock } from "../../clock.ts";
import type { Job, SubmittedJob } from "../../jobs/job.ts";
import type { Progress } from "../../jobs/progress.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { RelayClient } from "../../relay/client.ts";
import type { RelayError } from "../../relay/outcome.ts";
import type { QueueStatus, Progress as RelayProgress } from "../../relay/progress.ts";
import type { RelayResult } from "../../relay/result.ts";
import { askAgainIn, firstAskAfter } from "../ask-again.ts";
import { backoff } from "../backoff.ts";
import type { ExpectedCalls } from "../expected-calls.ts";
import type { StatusStreams } from "../status-streams.ts";
import type { UsualDurations } from "../usual-duration.ts";

export interface FollowOptions {
  /** With the key that the job was submitted with. */
  readonly relayFor: (job: Job) => Promise<RelayClient>;
  readonly clock: Clock;
  readonly usual: UsualDurations;
  readonly calls: ExpectedCalls;
  readonly streams: StatusStreams;
  readonly show: (job: Job, progress: Progress) => void;
}

/** A relay's reading side may lag behind its submit: a request unknown this soon may still appear. */
const UNKNOWN_GRACE_MS = 2 * 60_000;
/** Failed questions in a row, a minute apart in the end: about two hours. */
const MOST_FAILED_ASKS = 125;
const MOST_UNREADABLE = 8;
/** How often a job whose news comes by itself is looked at: its member may have canceled it, and the net must hold. */
const WATCHED_MS = 8_000;
/** The reply says so only when it is more than a hiccup. */
const DELAY_SHOWN_AFTER = 2;

/** Asks the relay how far the job is. Reading costs nothing and may be repeated for ever. */
export async function follow(job: SubmittedJob, signal: AbortSignal, options: FollowOptions): Promise<Verdict> {
  const relay = await options.relayFor(job);
  const over = options.streams.take(job.id);
  if (job.cancelRequestedAt !== null) {
    const canceled = await cancel(job, signal, relay, options);
    if (canceled !== null) {
      options.streams.forget(job.id);
      return canceled;
    }
  } else if (over === null && job.calledAt === undefined) {
    const restMs = await tooEarlyMs(job, options);
    if (restMs > 0) return { type: "again", inMs: restMs, failedTry: false };
  }
  const asked = await (over === null
    ? relay.progress(job.model, job.request, signal)
    : relay.afterStatus(job.model, job.request, over, signal));
  if (!asked.ok) return withoutAnswer(job, asked.error, options);
  return withAnswer(job, asked.value, relay, options);
}

/** How long asking would bring nothing: news comes by itself, or the submit's own answer is new enough. */
async function tooEarlyMs(job: SubmittedJob, options: FollowOptions): Promise<number> {
  if (options.streams.watches(job.id)) return WATCHED_MS;
  if (job.startedAt !== null) return 0;
  const usual = await options.usual.of(job.model);
  return job.submittedAt + firstAskAfter({ usual, expected: options.calls.likely }) - options.clock.now();
}

async function withAnswer(
  job: SubmittedJob,
  progress: RelayProgress,
  relay: RelayClient,
  options: FollowOptions,
): Promise<Verdict> {
  const { clock, calls, show } = options;
  const now = clock.now();
  // Called although it is not done: what answers may lag behind what calls.
  const expected = calls.likely && job.calledAt === undefined;
  switch (progress.phase) {
    case "waiting": {
      const place = progress.queuePosition === null ? null : progress.queuePosition + 1;
      show(job, { phase: "waiting", place });
      const inMs = askAgainIn({ elapsedMs: now - (job.calledAt ?? job.submittedAt), usual: null, expected });
      return { type: "again", inMs, failedTry: false };
    }
    case "running": {
      const usual = await options.usual.of(job.model);
      const startedAt = job.startedAt ?? now;
      const showRunning = (lastLog: string | null) =>
        show(job, { phase: "running", elapsedMs: clock.now() - startedAt, usualMs: usual?.median ?? null, lastLog });
      showRunning(progress.lastLog);
      const elapsedMs = now - startedAt;
      const soon = usual === null || elapsedMs >= usual.early;
      const heard = (status: QueueStatus) => status.status === "IN_PROGRESS" && showRunning(status.lastLog);
      if (soon && !expected && options.streams.open(job, relay, heard)) {
        return { type: "again", inMs: WATCHED_MS, failedTry: false, started: true };
      }
      const inMs =
        job.calledAt === undefined
          ? askAgainIn({ elapsedMs, usual, expected })
          : askAgainIn({ elapsedMs: now - job.calledAt, usual: null, expected });
      return { type: "again", inMs, failedTry: false, started: true };
    }
    case "finished":
      options.streams.forget(job.id);
      await calls.ended(job);
      options.usual.learn(job.model, tookMs(now - (job.startedAt ?? job.submittedAt), progress.result));
      return { type: "generated", result: generated(progress.result) };
  }
}

/** Who asks rarely sees the start late: then the relay's own word is nearer. */
function tookMs(seenMs: number, { inferenceSeconds }: RelayResult): number {
  return Math.max(seenMs, (inferenceSeconds ?? 0) * 1000);
}

function generated(result: RelayResult) {
  const { text, seed, nsfw, inferenceSeconds } = result;
  const media = result.media.map(({ kind, url, width, height, contentType }) => ({
    kind,
    url,
    width,
    height,
    contentType,
  }));
  return { media, text, seed, nsfw: [...nsfw], inferenceSeconds };
}

/** A cancellation is a request: what already runs may be charged, what is already done is delivered. */
async function cancel(
  job: SubmittedJob,
  signal: AbortSignal,
  relay: RelayClient,
  { show }: FollowOptions,
): Promise<Verdict | null> {
  show(job, { phase: "canceling" });
  const canceled = await relay.cancel(job.model, job.request, signal);
  if (!canceled.ok) {
    // A cancel that does not get through must not keep the result from its member.
    return canceled.error.kind === "aborted" || job.attempts < 3
      ? { type: "again", inMs: backoff(job.attempts), failedTry: true }
      : { type: "again", inMs: 0, failedTry: false, cancelRefused: true };
  }
  if (canceled.value !== "requested") return { type: "again", inMs: 0, failedTry: false, cancelRefused: true };
  return afterCancel(job, signal, relay);
}

/** "Requested" may be said of a request that began a moment ago: only what the relay makes of it says if it is charged. */
async function afterCancel(job: SubmittedJob, signal: AbortSignal, relay: RelayClient): Promise<Verdict> {
  const asked = await relay.progress(job.model, job.request, signal);
  if (asked.ok && asked.value.phase === "finished") {
    return { type: "generated", result: generated(asked.value.result) };
  }
  if (!asked.ok && asked.error.kind === "aborted") return { type: "again", inMs: 0, failedTry: false };
  return canceledBy(job, !asked.ok && wasCanceled(asked.error));
}

/** fal's word for a request that its client took back, in time or not. */
function wasCanceled(error: RelayError): boolean {
  return error.kind === "generation_failed" && error.type === "client_cancelled";
}

function canceledBy(job: SubmittedJob, confirmed: boolean): Verdict {
  const charged = confirmed && job.startedAt === null ? "no" : "maybe";
  return { type: "stopped", state: "canceled", failure: { kind: "canceled", charged, field: null, detail: null } };
}

function withoutAnswer(job: SubmittedJob, error: RelayError, { clock, show }: FollowOptions): Verdict {
  switch (error.kind) {
    case "refused_input":
      return failed({ kind: error.kind, charged: "no", field: error.field, detail: error.detail });
    case "content_policy":
      return failed({ kind: error.kind, charged: "no" });
    case "generation_failed":
      // A crash came between the cancel and our note of it.
      if (wasCanceled(error)) return canceledBy(job, true);
      return failed({ kind: error.kind, charged: "maybe", detail: error.detail });
    case "aborted":
      return { type: "again", inMs: 0, failedTry: false };
    case "not_found":
      if (clock.now() - job.submittedAt > UNKNOWN_GRACE_MS) return failed({ kind: "not_found", charged: "maybe" });
      break;
    case "unreadable":
      if (job.attempts >= MOST_UNREADABLE) return failed({ kind: "unreadable", charged: "maybe" });
      break;
    default:
      if (job.attempts >= MOST_FAILED_ASKS) return failed({ kind: "lost_contact", charged: "maybe" });
  }
  if (job.attempts >= DELAY_SHOWN_AFTER) show(job, { phase: "delayed" });
  const wait = error.kind === "rate_limited" ? (error.retryAfterMs ?? 0) : 0;
  return { type: "again", inMs: Math.max(wait, backoff(job.attempts)), failedTry: true, why: wordOf(error) };
}

function wordOf(error: RelayError): string {
  return [error.kind, error.status, "code" in error ? error.code : null].filter(Boolean).join(" ");
}
