import * as z from "zod";
import { DownloadFailure } from "../failure.ts";

/** What the SDK's errors carry: the storage's own code as `name`, and the answer's status where one came. */
const s3Error = z.object({
  name: z.string().catch("unknown"),
  code: z.string().optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});

/** An object that does not match what was told of it. */
export class DamagedObject extends Error {
  override readonly name = "DamagedObject";
}

/** Codes by which a storage asks for another try at once, whatever their status (AWS' page "Error responses"). */
const PASSING_CODES: ReadonlySet<string> = new Set([
  "SlowDown",
  "RequestTimeout",
  "InternalError",
  "ServiceUnavailable",
  "OperationAborted",
  // The SDK has learnt the storage's time from this very answer.
  "RequestTimeTooSkewed",
  "BadDigest",
  "IncompleteBody",
  "DamagedObject",
]);

/** A missing bucket is not a missing object; an answer without a body tells neither, and is about an object. */
export function isGone(fault: unknown): boolean {
  const { name } = s3Error.catch({ name: "unknown" }).parse(fault);
  return name === "NoSuchKey" || name === "NotFound";
}

/** What a fault means to us, without its message, which may name keys; `passing`: another try at once may do. */
export function s3Failure(fault: unknown): { readonly failure: DownloadFailure; readonly passing: boolean } {
  const { name, code, $metadata } = s3Error.catch({ name: "unknown" }).parse(fault);
  const status = $metadata?.httpStatusCode ?? null;
  const word = code !== undefined && /^E[A-Z_]+$/.test(code) ? code : name;
  const answered = status !== null && status < 500 && status !== 429;
  const detail = `archive: ${word}`;
  return {
    failure: new DownloadFailure("archive_down", { retry: true, status, detail }),
    passing: PASSING_CODES.has(word) || (!answered && word !== "AbortError" && word !== "CredentialsProviderError"),
  };
}
