/** What a job's reply shows while it goes on. It is never stored: after a restart the next look tells it again. */
export type Progress =
  /** In our own queue, 1-based. */
  | { readonly phase: "queued"; readonly place: number }
  | { readonly phase: "submitting" }
  /** In the relay's queue, 1-based; null where the relay does not tell. */
  | { readonly phase: "waiting"; readonly place: number | null }
  | {
      readonly phase: "running";
      readonly elapsedMs: number;
      /** What the model usually takes; null when it was never used here. */
      readonly usualMs: number | null;
      readonly lastLog: string | null;
    }
  | { readonly phase: "saving"; readonly elapsedMs: number }
  /** The result lies where we may not fetch from, until the operator allows it. */
  | { readonly phase: "not allowed"; readonly host: string }
  /** The relay does not answer; we go on asking. */
  | { readonly phase: "delayed" }
  | { readonly phase: "canceling" };
