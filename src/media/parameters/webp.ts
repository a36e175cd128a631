import { orientationIn } from "../metadata/orientation.ts";

const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;
const VP8L_SIGNATURE = 0x2f;

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
}

/** A WebP with EXIF and XMP; the simple form, which has no room for those, becomes the extended one. Or null. */
export function webpWith(bytes: Buffer, exif: (orientation: number) => Buffer, xmp: Buffer): Buffer | null {
  const chunks = chunksOf(bytes);
  const first = chunks?.[0];
  if (chunks === null || first === undefined) return null;
  const header = first.name === "VP8X" ? Buffer.from(first.content) : extendedHeader(first);
  if (header === null || header.length < 10) return null;
  header[0] = (header[0] ?? 0) | EXIF_FLAG | XMP_FLAG;
  const before = chunks.find(({ name }) => name === "EXIF");
  const kept = chunks.filter(({ name }) => !["VP8X", "EXIF", "XMP "].includes(name));
  const all = [
    { name: "VP8X", content: header },
    ...kept,
    { name: "EXIF", content: exif(before === undefined ? 1 : orientationIn(before.content)) },
    { name: "XMP ", content: xmp },
  ];
  return container(all);
}

function chunksOf(bytes: Buffer): Chunk[] | null {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > bytes.length) return null;
    chunks.push({ name: bytes.toString("latin1", at, at + 4), content: bytes.subarray(at + 8, end) });
    at = end + (length % 2);
  }
  return chunks;
}

/** Sizes as the two bitstreams tell them: https://developers.google.com/speed/webp/docs/riff_container. */
function extendedHeader({ name, content }: Chunk): Buffer | null {
  if (content.length < 10) return null;
  if (name === "VP8 ") return headerOf(content.readUInt16LE(6) & 0x3fff, content.readUInt16LE(8) & 0x3fff, false);
  if (name !== "VP8L" || content[0] !== VP8L_SIGNATURE) return null;
  const bits = content.readUInt32LE(1);
  return headerOf((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, ((bits >>> 28) & 1) === 1);
}

function headerOf(width: number, height: number, alpha: boolean): Buffer | null {
  if (width === 0 || height === 0) return null;
  const header = Buffer.alloc(10);
  header[0] = alpha ? ALPHA_FLAG : 0;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  return header;
}

function container(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.flatMap(({ name, content }) => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32LE(content.length, 4);
    return [head, content, Buffer.alloc(content.length % 2)];
  });
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...parts]);
  const head = Buffer.alloc(8);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
