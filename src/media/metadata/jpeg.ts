import { joined } from "./joined.ts";
import { exifOf, orientationIn } from "./orientation.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP15 = 0xef;
const COMMENT = 0xfe;

/** The application segments that decide how the pixels look; all others tell about the camera, its owner or a program. */
const NEEDED: ReadonlyMap<number, string> = new Map([
  [APP0, "JFIF\0"],
  [0xe2, "ICC_PROFILE\0"],
  [0xee, "Adobe"],
]);

/**
 * A JPEG without EXIF (but for its orientation), XMP, IPTC, comments, embedded previews and whatever follows its end.
 * The pixels' bytes are the same. Null when the structure cannot be followed.
 */
export function cleanJpeg(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      kept.push(bytes.subarray(at, at + 2));
      return joined(orientation === 1 ? kept : withOrientation(kept, orientation));
    }
    const end = endOfSegment(bytes, at);
    if (marker === undefined || end === null) return null;
    const segment = bytes.subarray(at, end);
    const content = segment.subarray(4);
    if (marker === APP1 && content.toString("latin1", 0, 6) === "Exif\0\0") orientation = orientationIn(content);
    if (isNeeded(marker, content)) kept.push(segment);
    at = end;
  }
  return null;
}

function isNeeded(marker: number, content: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  const signature = NEEDED.get(marker);
  return signature !== undefined && content.toString("latin1", 0, signature.length) === signature;
}

/** Where the next marker stands; a scan's compressed data belong to the segment that begins it. */
function endOfSegment(bytes: Buffer, at: number): number | null {
  const marker = bytes[at + 1] ?? 0;
  if (isAlone(marker)) return at + 2;
  if (at + 4 > bytes.length) return null;
  const length = bytes.readUInt16BE(at + 2);
  const end = at + 2 + length;
  if (length < 2 || end > bytes.length) return null;
  return marker === SOS ? endOfScan(bytes, end) : end;
}

/** TEM and the restart markers have no length. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

function endOfScan(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    // A zero stands behind an 0xff that is data; a further 0xff is filling.
    if (next !== 0 && next !== 0xff && !isAlone(next)) return at;
  }
  return null;
}

/** JFIF wants to be the first segment. */
function withOrientation(kept: readonly Buffer[], orientation: number): Buffer[] {
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exifOf(orientation)]);
  const head = Buffer.from([0xff, APP1, 0, exif.length + 2]);
  const first = kept[1]?.[1] === APP0 ? 2 : 1;
  return [...kept.slice(0, first), head, exif, ...kept.slice(first)];
}
