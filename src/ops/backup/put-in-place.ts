import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CHECKED, DATABASE, DATABASE_COMPANIONS, FORMER, keptEntries, ROOM_MADE } from "./data-directory.ts";

/**
 * Puts a checked backup where the data is, the former data aside. A crash in between loses nothing: the next call, also
 * by the next start of the bot, goes on where it was. Only for who holds the directory's lock.
 * @returns the folder that holds the former data, or null where there was none
 */
export async function putInPlace(directory: string, now: number): Promise<string | null> {
  const former = existsSync(join(directory, CHECKED)) ? await makeRoom(directory, now) : null;
  const ready = join(directory, ROOM_MADE);
  if (!existsSync(ready)) return former;
  for (const name of await readdir(ready)) await rename(join(ready, name), join(directory, name));
  await rmdir(ready);
  return former;
}

async function makeRoom(directory: string, now: number): Promise<string | null> {
  foldIn(join(directory, DATABASE));
  const names = [...(await keptEntries(directory)), ...DATABASE_COMPANIONS, DATABASE];
  const present = names.filter((name) => existsSync(join(directory, name)));
  const former = join(directory, `${FORMER}${new Date(now).toISOString().replaceAll(":", "-")}`);
  if (present.length > 0) await mkdir(former, { recursive: true });
  for (const name of present) await rename(join(directory, name), join(former, name));
  await rename(join(directory, CHECKED), join(directory, ROOM_MADE));
  return present.length > 0 ? former : null;
}

/** Closing a database as its last user takes the write-ahead log in. A damaged one is put aside as it is. */
function foldIn(file: string): void {
  if (!existsSync(file)) return;
  try {
    const database = new DatabaseSync(file);
    database.exec("pragma wal_checkpoint(truncate)");
    database.close();
  } catch {
    // Its log is moved along with it.
  }
}
