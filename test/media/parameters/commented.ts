import { crc32 } from "node:zlib";

/** A PNG with a text as other tools write one. */
export function withComment(png: Buffer, keyword: string, text: string): Buffer {
  const named = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([png.subarray(0, 33), length, named, sum, png.subarray(33)]);
}
