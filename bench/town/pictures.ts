import { randomBytes } from "node:crypto";
import sharp from "sharp";

/** A picture of noise, which no encoder makes smaller: about as many bytes as wanted. */
export async function pictureOf(bytes: number): Promise<Buffer> {
  // Noise at this quality takes about 1.9 bytes a pixel.
  const side = Math.max(16, Math.round(Math.sqrt(bytes / 1.9)));
  const raw = { width: side, height: side, channels: 3 } as const;
  return sharp(randomBytes(side * side * 3), { raw })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** The smallest that is one. */
export const smallPicture = (): Promise<Buffer> => pictureOf(500);
