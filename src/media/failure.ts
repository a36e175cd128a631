import type { MediaError, MediaErrorKind } from "./stored-file.ts";

/** Ends a download; caught at its border and turned into a value. */
export class DownloadFailure extends Error {
  readonly error: MediaError;

  constructor(kind: MediaErrorKind, facts: { retry: boolean; status?: number | null; host?: string; detail: string }) {
    super(`${kind}: ${facts.detail}`);
    const { retry, status = null, host = null, detail } = facts;
    this.error = { kind, retry, status, host, detail };
  }
}

/** Whether what keeps the archive does not answer now: the file may well be there. */
export function isDown(fault: unknown): fault is DownloadFailure {
  return fault instanceof DownloadFailure && fault.error.kind === "archive_down";
}

/** For `catch`: makes that a value, and nothing else. */
export function ifDown(fault: unknown): DownloadFailure {
  if (isDown(fault)) return fault;
  throw fault;
}

/** For `catch`: makes any failure of the archive a value. */
export function ifFailed(fault: unknown): DownloadFailure {
  if (fault instanceof DownloadFailure) return fault;
  throw fault;
}

/** What a fault of the network or the disk means, when nothing more exact is known. */
export function readFault(fault: unknown): DownloadFailure {
  if (fault instanceof DownloadFailure) return fault;
  const code = codeOf(fault) ?? "unknown fault";
  if (code === "ENOSPC" || code === "EDQUOT") return new DownloadFailure("disk_full", { retry: true, detail: code });
  return new DownloadFailure("unreachable", { retry: true, detail: code });
}

/** The network's word, from the innermost cause: undici and Node wrap it. */
function codeOf(fault: unknown): string | null {
  if (!(fault instanceof Error)) return null;
  const inner = fault instanceof AggregateError ? fault.errors[0] : fault.cause;
  const own = "code" in fault && typeof fault.code === "string" ? fault.code : null;
  return codeOf(inner) ?? own;
}
