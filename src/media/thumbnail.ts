import sharp from "sharp";
import type { Archive } from "./archive.ts";
import { MAX_PIXELS } from "./picture.ts";

const QUALITY = 78;

/** A small upright WebP of a stored picture, without metadata; null where it is no picture or gone. */
export async function thumbnail(archive: Archive, path: string, side: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const { data } = await sharp(archive.pathOf(path), { limitInputPixels: MAX_PIXELS, autoOrient: true })
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return new Uint8Array(data);
  } catch {
    return null;
  }
}
