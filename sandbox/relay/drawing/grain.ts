import sharp from "sharp";
import { rollFor } from "./dice.ts";

/** Odd sides, so that the repeats do not fall on the rows a compressor looks at. */
const TILE = { width: 257, height: 193 };
const OPACITY = 90;

/** Lays film grain over a picture: drawn scenes pack to a tenth of what a photograph of their size takes. */
export async function addGrain(picture: Buffer): Promise<Buffer> {
  const dice = rollFor("grain");
  const pixels = Buffer.alloc(TILE.width * TILE.height * 4);
  for (let start = 0; start < pixels.length; start += 4) {
    pixels.writeUIntBE(dice.whole(0, 0xffffff), start, 3);
    pixels[start + 3] = OPACITY;
  }
  const tile = { input: pixels, raw: { ...TILE, channels: 4 as const }, tile: true };
  return sharp(picture).composite([tile]).removeAlpha().png({ compressionLevel: 1 }).toBuffer();
}
