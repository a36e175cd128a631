import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DirectoryLock {
  release(): void;
}

/** Thrown at start when another process works on the same directory. */
export interface DirectoryInUse {
  readonly kind: "directory_in_use";
}

const FILE = "easel.lock";
/** Long enough for one that is just ending, as in a restart. */
const WAIT_MS = 1_000;
/** SQLite's word for a lock that someone else holds. */
const SQLITE_BUSY = 5;

/**
 * Takes a directory for this process alone, or null where another one has it. The operating system holds the lock, so it
 * ends with its process however that ends. @throws when the directory cannot be made or written
 */
export function lockDirectory(directory: string): DirectoryLock | null {
  mkdirSync(directory, { recursive: true });
  // Nothing is ever written: an exclusive transaction that stays open is SQLite's lock on the file.
  const database = new DatabaseSync(join(directory, FILE), { timeout: WAIT_MS });
  try {
    database.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => database.close() };
}

/** Whether a process works on the directory now. Changes nothing, and makes nothing where nothing is. */
export function isDirectoryLocked(directory: string): boolean {
  const file = join(directory, FILE);
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec("select count(*) from sqlite_schema");
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
