import { readdir } from "node:fs/promises";

/** The database, and what SQLite keeps beside it while it is open. */
export const DATABASE = "easel.db";
export const DATABASE_COMPANIONS: readonly string[] = ["easel.db-wal", "easel.db-shm"];

/** A restored backup that was checked, before and after the former data has made room. */
export const CHECKED = ".restore-checked";
export const ROOM_MADE = ".restore-room-made";
export const UNCHECKED = ".restore-unchecked";
/** Beginning of the folders that hold what a restore replaced. */
export const FORMER = "before-restore-";

/** What DATA_DIR holds besides the database and is worth keeping: pictures, and settings kept as files. */
export async function keptEntries(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.filter((name) => !isPassing(name)).sort();
}

/** Locks, the sandbox's own folder, and what a restore leaves. */
function isPassing(name: string): boolean {
  return name.startsWith(".") || name.startsWith("easel.") || name.startsWith(FORMER) || name === "sandbox";
}
