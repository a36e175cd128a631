import type { FileHandle } from "node:fs/promises";
import type { Span } from "./span.ts";

/** Elements by their ids (RFC 9559, 5.1). */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
/** Tags hold what programs write into a film: place, comment, prompt. Attachments and titles may tell as much. */
const TELLING: ReadonlySet<number> = new Set([0x1254c367, 0x1941a469, 0x7ba9]);
/** What holds such elements, by where it stands. */
const HOLDING: ReadonlyMap<number, number> = new Map([
  [EBML, SEGMENT],
  [SEGMENT, INFO],
]);
const VOID = 0xec;
/** Below this length a size of one byte does. */
const SHORT = 127;

/**
 * Where a WebM or Matroska file tells something. Only heads are read. What cannot be followed, as a cluster without a
 * length, ends the search where it is.
 */
export async function tellingElements(file: FileHandle, size: number): Promise<Span[]> {
  const found: Span[] = [];
  const first = await readElement(file, 0, size);
  if (first?.id === EBML) await findTelling(file, { id: EBML, from: 0, to: size }, found);
  return found;
}

/** A part of the file; all of it counts as what its first element says it is. */
interface Part {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

async function findTelling(file: FileHandle, within: Part, found: Span[]): Promise<void> {
  for (let at = within.from; at < within.to; ) {
    const element = await readElement(file, at, within.to);
    if (element === null) return;
    if (TELLING.has(element.id)) found.push(asVoid(at, element.to));
    else if (HOLDING.get(within.id) === element.id) await findTelling(file, element, found);
    at = element.to;
  }
}

/** An element of the same length that says nothing (RFC 8794, 11.3.2). */
function asVoid(at: number, to: number): Span {
  const length = to - at;
  if (length < SHORT + 2) return { at, head: Buffer.from([VOID, 0x80 | (length - 2)]), from: at + 2, to };
  const head = Buffer.alloc(9);
  head.writeBigUInt64BE(BigInt(length - 9), 1);
  head[0] = VOID;
  head[1] = 1;
  return { at, head, from: at + 9, to };
}

async function readElement(file: FileHandle, at: number, end: number): Promise<Part | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, at);
  const idLength = lengthOf(buffer[0] ?? 0);
  const sizeLength = lengthOf(buffer[idLength] ?? 0);
  if (idLength > 4 || sizeLength > 8 || bytesRead < idLength + sizeLength) return null;
  const id = buffer.readUIntBE(0, idLength);
  const marked = BigInt(`0x${buffer.toString("hex", idLength, idLength + sizeLength)}`);
  const most = (1n << BigInt(7 * sizeLength)) - 1n;
  const from = at + idLength + sizeLength;
  const unknown = (marked & most) === most;
  // A segment written as it came goes on to the end of the file.
  if (unknown && id !== SEGMENT) return null;
  const to = unknown ? end : from + Number(marked & most);
  return to > end || to <= at ? null : { id, from, to };
}

/** Of a number that tells its own length by the zeros before its first one. */
function lengthOf(first: number): number {
  return first === 0 ? Number.POSITIVE_INFINITY : Math.clz32(first) - 23;
}
