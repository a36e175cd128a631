import type { ErrorDetail } from "./errors.ts";
import type { Size } from "./field-specs.ts";

/**
 * A queue request is always in exactly one state. The queue protocol's status is derived from it.
 *
 * queued     accepted and stored; waits for a worker. → running, canceled            IN_QUEUE
 * running    a worker has it. After a crash it is queued again. → completed, failed  IN_PROGRESS
 * completed  its files are on disk, until they expire. Charged.                      COMPLETED
 * failed     the result call answers with `failure`. Not charged.                    COMPLETED
 * canceled   taken out of the queue, or stopped while running. Not charged.          COMPLETED
 */
export type RequestState = "queued" | "running" | "completed" | "failed" | "canceled";

export interface QueueRequest {
  readonly requestId: string;
  readonly endpoint: string;
  /** The app in the answered addresses: "flux-1". */
  readonly app: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Decimal digits: seeds go up to 2^64 and a JSON number would lose some. */
  readonly seed: string;
  readonly priority: "normal" | "low";
  /** Milliseconds since the Unix epoch, as all times here. */
  readonly acceptedAt: number;
  /** No worker takes it earlier: a prompt can ask to be held in the queue. */
  readonly notBefore: number;
  /** `x-fal-request-timeout`: given up when no worker has it by then. */
  readonly startBy?: number;
  /** `fal_webhook`: called when it is over. */
  readonly webhook?: string;
  readonly fileLifeMs: number;
  readonly state: RequestState;
  readonly startedAt?: number;
  readonly durationMs?: number;
  readonly finishedAt?: number;
  readonly files: readonly ResultFile[];
  /** The output as JSON text; its files stand there as placeholders, since the relay's address may change. */
  readonly output?: string;
  readonly failure?: Failure;
  /** US$ by the list price; 0 until the files are there. */
  readonly chargedUsd: number;
}

export interface ResultFile {
  /** `<random>/<name>` below /files and below the files directory. */
  readonly path: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Pictures and videos. */
  readonly size?: Size;
  /** Videos and sounds. */
  readonly seconds?: number;
}

/** What stands for a file's address in a stored output: its path is random, so no prompt can name it. */
export function placeholderOf(path: string): string {
  return `sandbox-file:${path}`;
}

/** What the result call of a failed request answers. */
export interface Failure {
  readonly status: number;
  readonly detail: readonly ErrorDetail[] | string;
  readonly type: string;
}
