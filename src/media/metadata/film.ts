import { constants, copyFile, type FileHandle, open } from "node:fs/promises";

/** What MP4 and QuickTime files are of; other files of the form keep what they show where films keep what they tell. */
const FORMS: ReadonlySet<string> = new Set([
  "video/mp4",
  "video/quicktime",
  "video/x-m4v",
  "video/3gpp",
  "video/3gpp2",
  "audio/mp4",
  "audio/x-m4a",
]);
/** Boxes that hold boxes which tell something (ISO/IEC 14496-12, 6.2.3). */
const HOLDING: ReadonlySet<string> = new Set(["moov", "trak", "moof", "traf"]);
/** Place ("©xyz", "location.ISO6709"), camera, program, prompt and workflow all stand in these; nothing that plays does. */
const TELLING: ReadonlySet<string> = new Set(["udta", "meta"]);
/** XMP and manifests; within a track one says how a film all around is to be seen. */
const TELLING_OF_ALL = "uuid";
const ALL: ReadonlySet<string> = new Set(["", "moov"]);
const EMPTY = Buffer.from("free");
const CHUNK = Buffer.alloc(64 * 1024);

interface Box {
  readonly type: string;
  readonly at: number;
  /** Where its content begins. */
  readonly from: number;
  readonly to: number;
}

/**
 * Copies a film or sound to `to` without what could tell who made it, where and with what. Those boxes become empty ones
 * of the same length, so that nothing else moves. @returns false where there is nothing to leave out, and no copy
 */
export async function cleanFilm(path: string, mime: string, to: string): Promise<boolean> {
  if (!FORMS.has(mime)) return false;
  const file = await open(path);
  const telling: Box[] = [];
  try {
    const { size } = await file.stat();
    await findTelling(file, { type: "", at: 0, from: 0, to: size }, telling);
  } finally {
    await file.close();
  }
  if (telling.length === 0) return false;
  await copyFile(path, to, constants.COPYFILE_FICLONE);
  const copy = await open(to, "r+");
  try {
    for (const box of telling) await empty(copy, box);
  } finally {
    await copy.close();
  }
  return true;
}

/** Only heads are read, whatever the size of a film. What cannot be followed ends the search where it is. */
async function findTelling(file: FileHandle, parent: Box, found: Box[]): Promise<void> {
  for (let at = parent.from; at + 8 <= parent.to; ) {
    const box = await readBox(file, at, parent.to);
    if (box === null) return;
    if (TELLING.has(box.type) || (box.type === TELLING_OF_ALL && ALL.has(parent.type))) found.push(box);
    else if (HOLDING.has(box.type)) await findTelling(file, box, found);
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

async function empty(file: FileHandle, { at, from, to }: Box): Promise<void> {
  await file.write(EMPTY, 0, EMPTY.length, at + 4);
  for (let place = from; place < to; place += CHUNK.length) {
    await file.write(CHUNK, 0, Math.min(CHUNK.length, to - place), place);
  }
}
