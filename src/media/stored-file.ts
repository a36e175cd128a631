/** A file of the archive. */
export interface StoredFile {
  /** Relative to the archive's directory, with "/" on every system: "2026/11/<job id>/0.png". */
  readonly path: string;
  readonly bytes: number;
  /** From the bytes, never from a header. */
  readonly mime: string;
  /** Without a dot. */
  readonly extension: string;
  /** Pixels; null where it is not a picture. */
  readonly width: number | null;
  readonly height: number | null;
}

export type MediaErrorKind =
  | "expired"
  | "too_large"
  | "too_slow"
  | "truncated"
  | "wrong_type"
  | "forbidden_host"
  | "unreachable"
  | "disk_full"
  /** What keeps the archive does not answer, or lets us do nothing there. */
  | "archive_down"
  | "aborted";

export interface MediaError {
  readonly kind: MediaErrorKind;
  /** Whether the same call may succeed later. */
  readonly retry: boolean;
  /** The HTTP status where one came. */
  readonly status: number | null;
  /** The host that may not be fetched from, where that is the reason. */
  readonly host: string | null;
  /** Facts for the log, without the address's query (it may be signed). */
  readonly detail: string;
}

export type MediaOutcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: MediaError };
