import { constants, copyFile, type FileHandle, open } from "node:fs/promises";
import { tellingBoxes } from "./boxes.ts";
import { tellingElements } from "./matroska.ts";
import type { Span } from "./span.ts";

/** How films and sounds of each form are searched. A picture of a like form keeps what it shows where they keep what they tell. */
const SEARCHES: Readonly<Record<string, (file: FileHandle, size: number) => Promise<Span[]>>> = {
  "video/mp4": tellingBoxes,
  "video/quicktime": tellingBoxes,
  "video/x-m4v": tellingBoxes,
  "video/3gpp": tellingBoxes,
  "video/3gpp2": tellingBoxes,
  "audio/mp4": tellingBoxes,
  "audio/x-m4a": tellingBoxes,
  "video/webm": tellingElements,
  "video/matroska": tellingElements,
};
const ZEROS = Buffer.alloc(64 * 1024);

/**
 * Copies a film or sound to `to` without what could tell who made it, where and with what. Those parts become empty ones
 * of the same length, so that nothing else moves. @returns false where there is nothing to leave out, and no copy
 */
export async function cleanFilm(path: string, mime: string, to: string): Promise<boolean> {
  const search = SEARCHES[mime];
  if (search === undefined) return false;
  const telling = await withFile(path, "r", async (file) => search(file, (await file.stat()).size));
  if (telling.length === 0) return false;
  await copyFile(path, to, constants.COPYFILE_FICLONE);
  await withFile(to, "r+", async (copy) => {
    for (const span of telling) await empty(copy, span);
  });
  return true;
}

async function empty(file: FileHandle, { at, head, from, to }: Span): Promise<void> {
  await file.write(head, 0, head.length, at);
  for (let place = from; place < to; place += ZEROS.length) {
    await file.write(ZEROS, 0, Math.min(ZEROS.length, to - place), place);
  }
}

async function withFile<T>(path: string, flags: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}
