import { cleanPicture } from "./metadata/clean.ts";
import { MAX_PIXELS } from "./picture.ts";
import { sharp } from "./sharp.ts";

/** A request with more is slow to send and, behind many a proxy, refused; base64 adds a third. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Models look at a megapixel or two; an upscaler's input may well be larger. */
const SMALLER = [
  { side: 4_096, quality: 92 },
  { side: 2_048, quality: 85 },
];

/** A stored picture as a data URI without its metadata; a very large one as a smaller copy. @throws when it is gone */
export async function inlinePicture(path: string, mime: string): Promise<string> {
  let picture = await cleanPicture(path, mime);
  for (const { side, quality } of SMALLER) {
    if (picture.bytes.length <= MOST_BYTES) break;
    const bytes = await sharp(path, { limitInputPixels: MAX_PIXELS, autoOrient: true })
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality })
      .toBuffer();
    picture = { bytes, mime: "image/webp" };
  }
  return `data:${picture.mime};base64,${picture.bytes.toString("base64")}`;
}
