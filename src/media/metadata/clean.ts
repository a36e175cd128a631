import { readFile } from "node:fs/promises";
import { MAX_PIXELS } from "../picture.ts";
import { sharp } from "../sharp.ts";
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

const CLEANERS: ReadonlyMap<string, (bytes: Buffer) => Buffer | null> = new Map([
  ["image/jpeg", cleanJpeg],
  ["image/png", cleanPng],
  ["image/webp", cleanWebp],
  ["image/gif", cleanGif],
]);

const COPY_QUALITY = 95;

/**
 * A picture's bytes without what could tell who made it, where and with what (EXIF, XMP, IPTC, comments), every pixel
 * and the colour profile kept. "as it is" where there is nothing to remove; null where that needs a new encoding.
 */
export async function cleanBytes(path: string, mime: string): Promise<Buffer | "as it is" | null> {
  const clean = CLEANERS.get(mime);
  if (clean === undefined) return (await carriesMetadata(path)) ? null : "as it is";
  const bytes = await readFile(path);
  const cleaned = clean(bytes);
  return cleaned?.equals(bytes) ? "as it is" : cleaned;
}

/** The same with its type, encoded anew where it must be. */
export async function cleanPicture(path: string, mime: string): Promise<{ bytes: Buffer; mime: string }> {
  const cleaned = await cleanBytes(path, mime);
  if (cleaned === "as it is") return { bytes: await readFile(path), mime };
  if (cleaned !== null) return { bytes: cleaned, mime };
  const picture = sharp(path, { limitInputPixels: MAX_PIXELS, autoOrient: true });
  return { bytes: await picture.webp({ quality: COPY_QUALITY }).toBuffer(), mime: "image/webp" };
}

async function carriesMetadata(path: string): Promise<boolean> {
  const { exif, xmp, iptc } = await sharp(path, { limitInputPixels: false }).metadata();
  return exif !== undefined || xmp !== undefined || iptc !== undefined;
}
