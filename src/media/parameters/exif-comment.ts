const MAKE = 0x010f;
const MODEL = 0x0110;
const DESCRIPTION = 0x010e;
const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const USER_COMMENT = 0x9286;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const UNICODE = Buffer.from("UNICODE\0", "latin1");
const MOST_ENTRIES = 200;

/** EXIF data (without the "Exif" header) with a comment and how the picture is held; big-endian, as the comment's readers expect. */
export function exifWith(comment: string, orientation: number): Buffer {
  const value = Buffer.concat([UNICODE, Buffer.from(comment, "utf16le").swap16()]);
  const top = Buffer.from("MM\0*\0\0\0\u0008", "latin1");
  const inner = 8 + 2 + 2 * 12 + 4;
  const first = directory([entry(ORIENTATION, SHORT, 1, orientation * 0x10000), entry(EXIF_DIRECTORY, LONG, 1, inner)]);
  const second = directory([entry(USER_COMMENT, UNDEFINED, value.length, inner + 2 + 12 + 4)]);
  return Buffer.concat([top, first, second, value]);
}

function directory(entries: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag, 0);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  bytes.writeUInt32BE(value, 8);
  return bytes;
}

/** The texts in EXIF data where generators leave theirs: the comment, the description, and what ComfyUI puts for a camera. */
export function textsInExif(exif: Buffer): string[] {
  const tiff = exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
  const order = tiff.toString("latin1", 0, 2);
  if (tiff.length < 8 || (order !== "II" && order !== "MM")) return [];
  const reader = new Tiff(tiff, order === "II");
  const values = reader.entries(reader.long(4));
  const inner = values.get(EXIF_DIRECTORY)?.offset;
  const comment = inner === undefined ? undefined : reader.entries(inner).get(USER_COMMENT);
  const plain = [DESCRIPTION, MAKE, MODEL].flatMap((tag) => values.get(tag) ?? []);
  const texts = [
    comment && commentText(reader.value(comment), order === "II"),
    ...plain.map((each) => asciiText(reader.value(each))),
  ];
  return texts.filter((text) => text !== undefined && text !== "").map(String);
}

interface Entry {
  readonly count: number;
  readonly at: number;
  readonly offset: number;
}

/** Reads beyond the end as zeros: the bytes may be anybody's. */
class Tiff {
  readonly #bytes: Buffer;
  readonly #little: boolean;

  constructor(bytes: Buffer, little: boolean) {
    this.#bytes = bytes;
    this.#little = little;
  }

  short(at: number): number {
    if (at + 2 > this.#bytes.length) return 0;
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  long(at: number): number {
    if (at + 4 > this.#bytes.length) return 0;
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  entries(directoryAt: number): Map<number, Entry> {
    const found = new Map<number, Entry>();
    const count = Math.min(this.short(directoryAt), MOST_ENTRIES);
    for (let index = 0; index < count; index += 1) {
      const at = directoryAt + 2 + index * 12;
      found.set(this.short(at), { count: this.long(at + 4), at: at + 8, offset: this.long(at + 8) });
    }
    return found;
  }

  /** Of texts and bytes, whose values of up to four bytes stand in the entry itself. */
  value({ count, at, offset }: Entry): Buffer {
    const from = count <= 4 ? at : offset;
    return this.#bytes.subarray(from, from + count);
  }
}

function asciiText(bytes: Buffer): string {
  return bytes.toString("utf8").replace(/\0+$/, "");
}

/** The comment says its encoding; which end of a UTF-16 pair comes first it does not, and writers differ. */
function commentText(bytes: Buffer, little: boolean): string {
  const content = Buffer.from(bytes.subarray(8));
  if (!bytes.subarray(0, 8).equals(UNICODE)) return asciiText(content);
  const even = content.subarray(0, content.length - (content.length % 2));
  const asLittle = even.toString("utf16le");
  const asBig = Buffer.from(even).swap16().toString("utf16le");
  const [first, second] = little ? [asLittle, asBig] : [asBig, asLittle];
  return plainness(second) > plainness(first) ? second : first;
}

function plainness(text: string): number {
  return [...text.slice(0, 200)].filter((letter) => letter >= " " && letter <= "~").length;
}
