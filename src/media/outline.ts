import { crc32 } from "node:zlib";
import { orientationIn } from "./metadata/orientation.ts";
import { MAX_PIXELS } from "./picture.ts";

/** What a whole picture's structure tells of it. */
export interface Outline {
  readonly mime: "image/png" | "image/jpeg" | "image/webp";
  readonly extension: string;
  /** As seen: the camera's orientation applied. */
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const VP8_START = Buffer.from([0x9d, 0x01, 0x2a]);
const VP8L_SIGNATURE = 0x2f;
/** A picture with more pixels for each of its bytes may be one that claims to be larger than it is. */
const MOST_PIXELS_A_BYTE = 64;

/**
 * A plain picture that is whole from its first byte to its end, seen without decoding its pixels. Null for every other
 * and for what is in any way odd: only decoding tells what that is.
 */
export function outlineOf(bytes: Buffer): Outline | null {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return outlined(bytes, "image/png", "png", pngSize(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return outlined(bytes, "image/jpeg", "jpg", jpegSize(bytes));
  if (bytes.toString("latin1", 0, 4) === "RIFF") return outlined(bytes, "image/webp", "webp", webpSize(bytes));
  return null;
}

function outlined(bytes: Buffer, mime: Outline["mime"], extension: string, size: Size | null): Outline | null {
  const pixels = size === null ? 0 : size.width * size.height;
  if (size === null || pixels < 1 || pixels > Math.min(MAX_PIXELS, bytes.length * MOST_PIXELS_A_BYTE)) return null;
  return { mime, extension, width: size.width, height: size.height };
}

function turned({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** Every chunk with its checksum, pixels among them. An animation is not plain. */
function pngSize(bytes: Buffer): Size | null {
  let orientation = 1;
  let pixels = false;
  if (bytes.length < 33 || bytes.readUInt32BE(8) !== 13 || bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    if (name === "acTL") return null;
    if (name === "eXIf") orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (name === "IDAT") pixels = true;
    if (name === "IEND")
      return pixels ? turned({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }, orientation) : null;
    at = end;
  }
  return null;
}

/** Every segment up to the end of the picture, a frame and at least one scan that has data among them. */
function jpegSize(bytes: Buffer): Size | null {
  let [size, orientation, scans]: [Size | null, number, number] = [null, 1, 0];
  for (let at = 2; at + 1 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return scans > 0 && size !== null ? turned(size, orientation) : null;
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || at + 12 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    if (isFrame(marker)) size = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    const isExif = marker === 0xe1 && bytes.toString("latin1", at + 4, at + 10) === "Exif\0\0";
    if (isExif) orientation = orientationIn(bytes.subarray(at + 4, end));
    if (marker === 0xda) scans += 1;
    at = marker === 0xda ? endOfScan(bytes, end) : end;
  }
  return null;
}

/** SOF0 to SOF15, but for the three markers among them that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where a marker stands that is neither data nor a restart; the end where there is none. */
export function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    // A zero stands behind an 0xff that is data; filling is not plain.
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** One still picture, whose own size is the canvas'. */
function webpSize(bytes: Buffer): Size | null {
  if (bytes.length < 30 || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  if (8 + bytes.readUInt32LE(4) > bytes.length) return null;
  const size = 8 + bytes.readUInt32LE(4);
  let [canvas, drawn, orientation]: [Size | null, Size | null, number] = [null, null, 1];
  for (let at = 12; at + 8 <= size; ) {
    const name = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (at + 8 + length > size || name === "ANIM" || name === "ANMF") return null;
    if (name === "EXIF") orientation = orientationIn(content);
    if (name === "VP8X" && length >= 10)
      canvas = { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
    if (name === "VP8 " || name === "VP8L") drawn = drawnSize(name, content);
    at += 8 + length + (length % 2);
  }
  if (drawn === null || (canvas !== null && (canvas.width !== drawn.width || canvas.height !== drawn.height)))
    return null;
  return turned(drawn, orientation);
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function drawnSize(name: "VP8 " | "VP8L", content: Buffer): Size | null {
  if (content.length < 10) return null;
  if (name === "VP8 ") {
    if (!content.subarray(3, 6).equals(VP8_START)) return null;
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  }
  if (content[0] !== VP8L_SIGNATURE) return null;
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
