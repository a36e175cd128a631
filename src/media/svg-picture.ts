import { sharp } from "./sharp.ts";

/** Pixels per unit of the drawing: sharp on a phone's screen, which has several to a point. */
const SCALE = 2;
/** The density at which librsvg draws one pixel per unit. */
const UNIT_DENSITY = 72;

/** A drawing of our own as PNG. Its writing is in the machine's fonts. */
export async function pictureOfSvg(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const { data } = await sharp(Buffer.from(svg), { density: UNIT_DENSITY * SCALE })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true });
  return new Uint8Array(data);
}
