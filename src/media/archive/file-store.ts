import type { LocalFile } from "../archive.ts";

/** "2026/11/<job>/0.png". */
export const STORED_PATH = /^(?<month>\d{4}\/\d{2})\/(?<job>[A-Za-z0-9_-]+)\/(?<file>[A-Za-z0-9_-]+\.[a-z0-9]+)$/;

/** A store that takes a file in two steps. */
export interface NearStore {
  /** From here on the file outlives the program. @throws where the disk does not take it */
  place(from: string, path: string): Promise<void>;
  /** From here on it outlives a power cut; before, what is left after one may be shorter. */
  confirm(path: string): Promise<void>;
}

/** Where the archive's finished files lie. Their paths are the same in every one. */
export interface FileStore {
  /** Null where it is not a disk of this machine. */
  readonly near: NearStore | null;
  /**
   * Takes a finished file of this machine under a name: afterwards it is there whole and verified, and gone from here.
   * @throws DownloadFailure
   */
  put(from: string, path: string, signal?: AbortSignal): Promise<void>;
  /** A copy that stays when the file goes, at `to` on this machine; false where there is no such file. */
  copy(path: string, to: string): Promise<boolean>;
  /** The file to be read, for which `spare` is a path it may be brought to; null where it is gone. */
  local(path: string, spare: string): Promise<LocalFile | null>;
  /** Null where it is gone. */
  sizeOf(path: string): Promise<number | null>;
  /** The path of a job's file in one of the folders by its name without the ending; null where there is none. */
  find(jobId: string, folders: readonly string[], name: string): Promise<string | null>;
  deleteJob(jobId: string): Promise<void>;
  close(): void;
}
