import type { Archive } from "./archive.ts";
import { MAX_PIXELS } from "./picture.ts";
import { sharp } from "./sharp.ts";

const QUALITY = 78;

/** A small upright WebP of a stored picture, without metadata; null where it is no picture, gone, or out of reach. */
export async function thumbnail(archive: Archive, path: string, side: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await archive.local(path).catch(() => null);
  if (file === null) return null;
  try {
    const { data } = await sharp(file.path, { limitInputPixels: MAX_PIXELS, autoOrient: true })
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return new Uint8Array(data);
  } catch {
    return null;
  } finally {
    await file.release();
  }
}
