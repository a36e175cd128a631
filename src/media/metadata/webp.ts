import { exifOf, orientationIn } from "./orientation.ts";

const NEEDED = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/** A WebP without EXIF (but for its orientation), XMP, unknown chunks and whatever follows its end; or null. */
export function cleanWebp(bytes: Buffer): Buffer | null {
  if (bytes.length < 20 || bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") {
    return null;
  }
  const size = 8 + bytes.readUInt32LE(4);
  if (size > bytes.length) return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  for (let at = 12; at + 8 <= size; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const name = bytes.toString("latin1", at, at + 4);
    if (at + 8 + length > size) return null;
    if (name === "EXIF") orientation = orientationIn(bytes.subarray(at + 8, at + 8 + length));
    if (NEEDED.has(name)) kept.push(bytes.subarray(at, Math.min(end, size)));
    at = end;
  }
  return kept.length === 0 ? null : assemble(kept, orientation);
}

/** Only the extended form (VP8X first) has flags and room for EXIF. */
function assemble(kept: readonly Buffer[], orientation: number): Buffer {
  const [first = Buffer.alloc(0), ...rest] = kept;
  const chunks = [Buffer.from(first), ...rest];
  const flags = chunks[0]?.toString("latin1", 0, 4) === "VP8X" ? chunks[0] : undefined;
  if (flags !== undefined) {
    const turned = orientation !== 1;
    flags[8] = ((flags[8] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | (turned ? EXIF_FLAG : 0);
    if (turned) chunks.push(exifChunk(orientation));
  }
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...chunks]);
  const head = Buffer.alloc(8);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

function exifChunk(orientation: number): Buffer {
  const exif = exifOf(orientation);
  const head = Buffer.alloc(8);
  head.write("EXIF", "latin1");
  head.writeUInt32LE(exif.length, 4);
  return Buffer.concat([head, exif]);
}
