import { crc32 } from "node:zlib";
import { joined } from "./joined.ts";
import { exifOf, orientationIn } from "./orientation.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What decides how the pixels look, besides the critical chunks, whose names begin with a capital letter. */
const NEEDED = new Set("tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT".split(" "));

/** A PNG without texts, EXIF (but for its orientation), times, unknown chunks and whatever follows its end; or null. */
export function cleanPng(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const kept: Buffer[] = [SIGNATURE];
  let orientation = 1;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (end > bytes.length || !/^[a-zA-Z]{4}$/.test(name)) return null;
    if (name === "eXIf") orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (/^[A-Z]/.test(name) || NEEDED.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
    if (name === "IEND") return joined(orientation === 1 ? kept : withOrientation(kept, orientation));
  }
  return null;
}

/** After the header, before the pixels. */
function withOrientation(kept: readonly Buffer[], orientation: number): Buffer[] {
  const named = Buffer.concat([Buffer.from("eXIf", "latin1"), exifOf(orientation)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return [...kept.slice(0, 2), length, named, sum, ...kept.slice(2)];
}
