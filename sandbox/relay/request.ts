import type { ErrorDetail } from "./errors.ts";

/**
 * A queue request is always in exactly one state. The queue protocol's status is derived from it.
 *
 * queued     accepted and stored; waits for a worker. → running, canceled            IN_QUEUE
 * running    a worker has it. After a crash it is queued again. → completed, failed  IN_PROGRESS
 * completed  its pictures are on disk, until they expire. Charged.                   COMPLETED
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
  readonly fileLifeMs: number;
  readonly state: RequestState;
  readonly startedAt?: number;
  readonly durationMs?: number;
  readonly finishedAt?: number;
  readonly pictures: readonly ResultPicture[];
  readonly flagged: boolean;
  readonly failure?: Failure;
  /** US$ by the list price; 0 until the pictures are there. */
  readonly chargedUsd: number;
}

export interface ResultPicture {
  /** `<random>/<name>` below /files and below the files directory. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly contentType: string;
}

/** What the result call of a failed request answers. */
export interface Failure {
  readonly status: number;
  readonly detail: readonly ErrorDetail[] | string;
  readonly type: string;
}
