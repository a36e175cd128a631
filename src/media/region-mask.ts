import { sharp } from "./sharp.ts";

/** The part of a picture that is painted anew: halves, the middle as an ellipse, or all around that ellipse. */
export type MaskRegion = "left" | "right" | "top" | "bottom" | "center" | "background";

/** Of the width and of the height: where people put what a picture is of. */
const ELLIPSE = { wide: 0.7, high: 0.8 };

/** A mask as inpainting models take it: white is painted anew, black stays. */
export async function regionMask(region: MaskRegion, width: number, height: number): Promise<Buffer<ArrayBuffer>> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes(region, width, height)}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .flatten({ background: "black" })
    .toColourspace("b-w")
    .png()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(new Uint8Array(data));
}

function shapes(region: MaskRegion, width: number, height: number): string {
  const rectangle = (x: number, y: number, w: number, h: number) =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="white"/>`;
  const ellipse = (fill: string) =>
    `<ellipse cx="${width / 2}" cy="${height / 2}" rx="${(width * ELLIPSE.wide) / 2}" ry="${(height * ELLIPSE.high) / 2}" fill="${fill}"/>`;
  const [middle, half] = [Math.round(width / 2), Math.round(height / 2)];
  switch (region) {
    case "left":
      return rectangle(0, 0, middle, height);
    case "right":
      return rectangle(middle, 0, width - middle, height);
    case "top":
      return rectangle(0, 0, width, half);
    case "bottom":
      return rectangle(0, half, width, height - half);
    case "center":
      return ellipse("white");
    case "background":
      return rectangle(0, 0, width, height) + ellipse("black");
  }
}
