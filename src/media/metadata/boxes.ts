import type { FileHandle } from "node:fs/promises";
import type { Span } from "./span.ts";

/** Boxes that hold boxes which tell something, by where they stand (ISO/IEC 14496-12, 6.2.3). */
const HOLDING: Readonly<Record<string, readonly string[]>> = { "": ["moov", "moof"], moov: ["trak"], moof: ["traf"] };
/** Place ("©xyz", "location.ISO6709"), camera, program, prompt and workflow all stand in these; nothing that plays does. */
const TELLING: ReadonlySet<string> = new Set(["udta", "meta"]);
/** XMP and manifests; within a track one says how a film all around is to be seen. */
const TELLING_OF_ALL = "uuid";
const ALL: ReadonlySet<string> = new Set(["", "moov"]);
const EMPTY = Buffer.from("free");

interface Box {
  readonly type: string;
  readonly at: number;
  /** Where its content begins. */
  readonly from: number;
  readonly to: number;
}

/**
 * Where an MP4 or QuickTime file tells something. Only heads are read, whatever the size of a film. What cannot be
 * followed ends the search where it is.
 */
export async function tellingBoxes(file: FileHandle, size: number): Promise<Span[]> {
  const found: Span[] = [];
  await findTelling(file, { type: "", at: 0, from: 0, to: size }, found);
  return found;
}

async function findTelling(file: FileHandle, parent: Box, found: Span[]): Promise<void> {
  for (let at = parent.from; at + 8 <= parent.to; ) {
    const box = await readBox(file, at, parent.to);
    if (box === null) return;
    if (TELLING.has(box.type) || (box.type === TELLING_OF_ALL && ALL.has(parent.type)))
      found.push({ at: at + 4, head: EMPTY, from: box.from, to: box.to });
    else if (HOLDING[parent.type]?.includes(box.type)) await findTelling(file, box, found);
    at = box.to;
  }
}

/** A size of 1 stands for a longer one behind the type, 0 for all that is left (ISO/IEC 14496-12, 4.2). */
async function readBox(file: FileHandle, at: number, end: number): Promise<Box | null> {
  const { buffer: head, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
  const short = head.readUInt32BE(0);
  const from = at + (short === 1 ? 16 : 8);
  const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
  const to = at + length;
  if (at + bytesRead < from || to < from || to > end) return null;
  return { type: head.toString("latin1", 4, 8), at, from, to };
}
