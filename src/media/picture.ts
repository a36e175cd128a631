import { sharp } from "./sharp.ts";

/** More than any model here draws (a little over 10,000 × 10,000); what claims more is meant to exhaust memory. */
export const MAX_PIXELS = 120_000_000;

/** A long animation; each frame costs time however small it is. */
const MAX_FRAMES = 2_000;

export interface Picture {
  /** As seen: the camera's orientation applied; of an animation, one frame. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** Looks at a picture by decoding all of it: its size, or why it cannot be shown. */
export async function lookAt(path: string): Promise<Picture | "broken" | "too_many_pixels"> {
  try {
    // Only the header is read here, so the limit can be ours and tell itself apart from a broken file.
    const { autoOrient, pages = 1, pageHeight } = await sharp(path, { limitInputPixels: false }).metadata();
    const height = pages > 1 ? (pageHeight ?? autoOrient.height) : autoOrient.height;
    if (pages > MAX_FRAMES || autoOrient.width * height * pages > MAX_PIXELS) return "too_many_pixels";
    await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: "truncated", animated: pages > 1 })
      .resize({ width: 16, height: 16, fit: "fill" })
      .raw()
      .toBuffer();
    return { width: autoOrient.width, height, frames: pages };
  } catch {
    return "broken";
  }
}
