import { createReadStream, createWriteStream } from "node:fs";
import { Readable, Writable } from "node:stream";
import { configure, TextReader, ZipWriter } from "@zip.js/zip.js";
import type { Archive } from "../media/archive.ts";

// Its workers are for browsers: pictures are stored as they are, and there is little else to compress.
configure({ useWebWorkers: false });

/** A file of the archive as it stands in the ZIP. */
export interface ZippedFile {
  /** Relative to the archive. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Writes a ZIP file as it goes: nothing holds a whole picture in memory. @throws when a file or the disk fails */
export async function writeZip(
  path: string,
  files: readonly ZippedFile[],
  archive: Pick<Archive, "local">,
  texts: readonly { readonly name: string; readonly text: string; readonly at: number }[],
): Promise<void> {
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(path)));
  for (const { name, text, at } of texts) await zip.add(name, new TextReader(text), { lastModDate: new Date(at) });
  for (const { path: stored, name, bytes: size, at } of files) {
    const file = await archive.local(stored);
    if (file === null) throw new Error("a file went while its ZIP was written");
    try {
      const readable = Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>;
      await zip.add(name, { readable, size }, { level: 0, lastModDate: new Date(at) });
    } finally {
      await file.release();
    }
  }
  await zip.close();
}
