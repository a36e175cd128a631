import { copyFile, link, mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { DownloadFailure } from "./failure.ts";

/**
 * Writes the chunks to a new file and has the disk confirm them, unless that is left to `confirm`; the number of bytes
 * written. @throws DownloadFailure as soon as there are more than `maxBytes`, or none at all
 */
export async function writeAll(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes: number,
  { confirmed = true }: { readonly confirmed?: boolean } = {},
): Promise<number> {
  const file = await open(path, "wx");
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new DownloadFailure("too_large", { retry: false, detail: `more than ${maxBytes} bytes` });
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new DownloadFailure("truncated", { retry: true, detail: "an empty file" });
    if (confirmed) await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** Gives a finished file its name, so that it is there whole or not at all, also after a power cut. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  await nameFile(from, to);
  await syncDirectory(dirname(to));
}

/** The same as long as the machine goes on, whatever becomes of the program; `confirm` makes it good for a power cut. */
export async function nameFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

/** Has the disk confirm a file and its name. */
export async function confirm(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/** Gives a file a second name; false where there is no such file. */
export async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    // Not every file system has links.
    await link(from, to).catch((fault) => (isMissing(fault) ? Promise.reject(fault) : copyFile(from, to)));
  } catch (fault) {
    if (isMissing(fault)) return false;
    throw fault;
  }
  return true;
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "ENOENT";
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory, and needs no confirmation of a rename.
  if (process.platform === "win32") return;
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
