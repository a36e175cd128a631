import { crc32 } from "node:zlib";
import { orientationIn } from "../metadata/orientation.ts";
import { exifWith } from "./exif-comment.ts";
import { webpWith } from "./webp.ts";
import { xmpWith } from "./xmp.ts";

/** A JPEG's segment holds 64 KiB, and a UTF-16 comment two bytes a letter. */
const MOST_LETTERS = 16_000;
const XMP_HEADER = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const EXIF_HEADER = Buffer.from("Exif\0\0", "latin1");
const APP0 = 0xe0;
const APP1 = 0xe1;
/** Signature and header, which must be the first chunk. */
const PNG_START = 33;

/**
 * A picture without metadata (as clean.ts leaves it) with a text where tools look for the parameters it was made with.
 * No pixel changes, it stays upright. Null for other formats, and for a text that has no room.
 */
export function withParameters(bytes: Buffer, mime: string, text: string): Buffer | null {
  const parts = partsWithParameters(bytes, mime, text);
  return parts && Buffer.concat(parts);
}

/** The same in parts, one behind the other: the picture's own bytes are not copied. */
export function partsWithParameters(bytes: Buffer, mime: string, text: string): readonly Buffer[] | null {
  if (text.length > MOST_LETTERS) return null;
  switch (mime) {
    case "image/png":
      return bytes.length < PNG_START ? null : pngWith(bytes, text);
    case "image/jpeg":
      return bytes.length < 4 ? null : jpegWith(bytes, text);
    case "image/webp": {
      const whole = webpWith(bytes, (orientation) => exifWith(text, orientation), xmpWith(text));
      return whole && [whole];
    }
    default:
      return null;
  }
}

/** tEXt holds Latin-1 alone; iTXt holds everything, uncompressed and in no language. */
function pngWith(bytes: Buffer, text: string): readonly Buffer[] {
  const latin = [...text].every((letter) => letter <= "\u00ff");
  const named = latin
    ? Buffer.from(`tEXtparameters\0${text}`, "latin1")
    : Buffer.concat([Buffer.from("iTXtparameters\0\0\0\0\0", "latin1"), Buffer.from(text)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return [bytes.subarray(0, PNG_START), length, named, sum, bytes.subarray(PNG_START)];
}

/** After JFIF's segment, which wants to be the first; the orientation that stands there moves into the new one. */
function jpegWith(bytes: Buffer, text: string): readonly Buffer[] | null {
  const start = bytes[3] === APP0 ? endOfSegment(bytes, 2) : 2;
  const isExif = bytes[start + 1] === APP1 && bytes.subarray(start + 4, start + 10).equals(EXIF_HEADER);
  const rest = isExif ? endOfSegment(bytes, start) : start;
  if (rest > bytes.length) return null;
  const orientation = isExif ? orientationIn(bytes.subarray(start + 4, rest)) : 1;
  const exif = segment(Buffer.concat([EXIF_HEADER, exifWith(text, orientation)]));
  const xmp = segment(Buffer.concat([XMP_HEADER, xmpWith(text)]));
  return exif && xmp && [bytes.subarray(0, start), exif, xmp, bytes.subarray(rest)];
}

function endOfSegment(bytes: Buffer, at: number): number {
  return at + 4 > bytes.length ? bytes.length + 1 : at + 2 + bytes.readUInt16BE(at + 2);
}

function segment(content: Buffer): Buffer | null {
  if (content.length + 2 > 0xffff) return null;
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
