import type { MediaOutcome, StoredFile } from "./stored-file.ts";

export interface DownloadRequest {
  /** https at a public address of an allowed host, an allowed origin, or a `data:` address. */
  readonly url: string;
  readonly jobId: string;
  /** The file's name without its ending, which the bytes decide: "0", "input-0". */
  readonly name: string;
  readonly maxBytes: number;
  /** Milliseconds for all of it, redirects included. */
  readonly timeLimitMs: number;
  readonly accept: "image" | "any";
  /** Origins ("http://127.0.0.1:4000") that are fetched from as they are: no https, no public address asked. */
  readonly allowedOrigins: readonly string[];
  /** Names of hosts, each with everything below it; all public ones where absent. Redirects are held to them too. */
  readonly allowedHosts?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /**
   * A small plain picture counts as brought before the disk has it: `inMemory` has its bytes until `settle`. A crash
   * before that leaves nothing of it, never a part.
   */
  readonly early?: boolean;
}

/** A file on its way to a job. */
export interface BorrowedFile {
  /** Where it will lie, relative to the archive. */
  readonly path: string;
  /** Gives it its name: the job is there now. */
  keep(): Promise<void>;
  /** There will be no such job. */
  drop(): Promise<void>;
}

/** A stored file on this machine: the archive's own, or a copy of it. Never written to. */
export interface LocalFile {
  /** Absolute. */
  readonly path: string;
  /** It is not needed any more. Does nothing to the archive. */
  release(): Promise<void>;
}

/** Every file a job has: pictures as they came, and the inputs they were made from. */
export interface Archive {
  /**
   * Fetches a file, looks at it, and only then gives it its name; one that is there already is not fetched again, as its
   * address may be gone by now. Never throws for what the network, the disk or the bucket does.
   */
  download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>>;
  /**
   * A file of another job for one that is about to be: its bytes stay as long as either has them. Null where it is gone.
   * What is neither kept nor dropped, `sweepPartial` removes.
   */
  borrow(path: string, jobId: string, name: string): Promise<BorrowedFile | null>;
  /**
   * A stored file to be read; null where it is gone.
   * @throws RangeError when it would lie outside the archive; DownloadFailure when the archive cannot be read now
   */
  local(path: string): Promise<LocalFile | null>;
  /** The bytes of a file that came early; null where only the store has it, or nothing does. */
  inMemory(path: string): Buffer | null;
  /** Resolves once all that came early for a job is stored, and lets go of its bytes. @throws what kept it from that */
  settle(jobId: string): Promise<void>;
  /** Bytes of a stored file; null where it is gone. @throws as `local` */
  sizeOf(path: string): Promise<number | null>;
  /** An absolute path for a file that is only needed for a while; `sweepPartial` removes what is left of those. */
  temporaryPath(extension: string): string;
  deleteJob(jobId: string): Promise<void>;
  /**
   * Removes what a crash left half done, and says how many files that were. Without `untouchedForMs` all of it: only for
   * when nothing is under way, in no other process either.
   */
  sweepPartial(untouchedForMs?: number): Promise<number>;
  /** Ends every download under way and waits for it. */
  close(): Promise<void>;
}
