import type { RelayResult } from "./result.ts";

/** The relay's word about a request. */
export type QueueStatus =
  | { readonly status: "IN_QUEUE"; readonly queuePosition: number | null }
  | { readonly status: "IN_PROGRESS"; readonly lastLog: string | null }
  | {
      readonly status: "COMPLETED";
      readonly inferenceSeconds: number | null;
      /** Newer status bodies tell a failure already here. */
      readonly failure: { readonly type: string | null; readonly detail: string } | null;
    };

/** Where a job is, as the follow step asks. */
export type Progress =
  | { readonly phase: "waiting"; readonly queuePosition: number | null }
  | { readonly phase: "running"; readonly lastLog: string | null }
  | { readonly phase: "finished"; readonly result: RelayResult };

/** The result's address answers either the output or that it still goes on. */
export type ResultAnswer =
  | { readonly ready: true; readonly result: RelayResult }
  | { readonly ready: false; readonly progress: Exclude<Progress, { phase: "finished" }> };

/** A cancellation is a request: a running job may go on and be charged. */
export type Cancellation = "requested" | "already_completed" | "not_offered";
