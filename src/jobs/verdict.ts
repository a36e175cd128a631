import type { ArchivedFile, ArchivedInput, Failure, GeneratedResult, RelayRequest } from "./stored.ts";

/** What a step found out about a job. Steps return verdicts; the store writes them down, nobody else does. */
export type Verdict =
  /** The reply was found, which a crash had kept us from noting. */
  | { readonly type: "found reply"; readonly messageId: string }
  /** The request is about to leave. */
  | { readonly type: "submitting"; readonly inputs: readonly ArchivedInput[] }
  | { readonly type: "submitted"; readonly request: RelayRequest }
  | { readonly type: "generated"; readonly result: GeneratedResult }
  | { readonly type: "saved"; readonly files: readonly ArchivedFile[] }
  | { readonly type: "delivered" }
  | { readonly type: "stopped"; readonly state: "failed" | "uncertain" | "canceled"; readonly failure: Failure }
  /** The reply shows the job's end (or never can). */
  | { readonly type: "told" }
  /** The relay provably did not take the request: back to the queue. */
  | {
      readonly type: "requeued";
      readonly inMs: number;
      readonly why?: string;
      /** So long the relay wants no other request either. */
      readonly restMs?: number;
    }
  /** Nothing to decide yet: look again. A failed try counts as an attempt; a cancel the relay refused is forgotten. */
  | {
      readonly type: "again";
      readonly inMs: number;
      readonly failedTry: boolean;
      readonly started?: true;
      readonly cancelRefused?: true;
      /** For the log: a word or code. */
      readonly why?: string;
    };

/** A verdict for a job that ends without pictures. */
export function failed(failure: Pick<Failure, "kind" | "charged"> & Partial<Failure>): Verdict {
  return { type: "stopped", state: "failed", failure: { field: null, detail: null, ...failure } };
}
