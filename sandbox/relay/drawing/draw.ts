import sharp from "sharp";
import type { Size } from "../field-specs.ts";
import type { ModelSpec } from "../model-specs.ts";
import type { Plan } from "../plan.ts";
import { sizeFromRatio } from "../plan.ts";
import { captionSvg } from "./caption.ts";
import { compose, edit, inpaint, vary } from "./from-pictures.ts";
import { sceneSvg } from "./scene.ts";

/** Scenes are drawn no larger than this and then enlarged: vectors of 100 megapixels would take minutes. */
const LARGEST_DRAWN_SIDE = 2048;
const JPEG_QUALITY = 90;

export interface Drawing {
  readonly bytes: Buffer;
  readonly size: Size;
}

/** An input picture: its bytes as downloaded and its size as seen, with its orientation applied. */
export interface InputPicture {
  readonly bytes: Buffer;
  readonly size: Size;
}

/** Draws the picture number `index` of a request, encoded as asked. */
export async function draw(
  spec: ModelSpec,
  plan: Plan,
  seed: string,
  index: number,
  inputs: readonly InputPicture[],
): Promise<Drawing> {
  const [first, second] = inputs;
  const size = plan.size ??
    (first && spec.app === "flux-pro" ? nearestRatio(first.size) : first?.size) ?? { width: 1024, height: 1024 };
  const bare = await drawScene(plan.prompt, seed, index, size);
  if (spec.draws === "inpainting" && first && second) {
    const scene = await addCaption(bare, size);
    return { bytes: await encode(await inpaint(first.bytes, second.bytes, scene, size), plan.format), size };
  }
  const base = await (async () => {
    if (first === undefined || spec.draws === "scene") return bare;
    if (spec.draws === "variation") return vary(first.bytes, bare, size, seed, index);
    if (spec.draws === "composition")
      return compose(
        inputs.map(({ bytes }) => bytes),
        bare,
        size,
      );
    return edit(first.bytes, bare, size, plan.strength, `${plan.prompt} ${seed} ${index}`);
  })();
  return { bytes: await encode(await addCaption(base, size), plan.format), size };
}

/** What a safety checker leaves of a picture: fal answers with a black one. */
export async function drawBlack(size: Size, format: Plan["format"]): Promise<Drawing> {
  const black = sharp({ create: { ...size, channels: 3, background: "#000" } });
  return { bytes: await (format === "png" ? black.png() : black.jpeg()).toBuffer(), size };
}

/** A picture in place of one that lies on a machine that cannot be reached. */
export async function drawStandIn(url: string): Promise<InputPicture> {
  const size = { width: 1024, height: 1024 };
  return { bytes: await drawScene(url, "0", 0, size), size };
}

async function drawScene(prompt: string, seed: string, index: number, size: Size): Promise<Buffer> {
  const shrink = Math.min(1, LARGEST_DRAWN_SIDE / Math.max(size.width, size.height));
  const drawn = {
    width: Math.max(1, Math.round(size.width * shrink)),
    height: Math.max(1, Math.round(size.height * shrink)),
  };
  const picture = sharp(Buffer.from(sceneSvg(prompt, seed, index, drawn))).removeAlpha();
  return picture.resize(size.width, size.height, { fit: "fill" }).png({ compressionLevel: 1 }).toBuffer();
}

function addCaption(base: Buffer, size: Size): Promise<Buffer> {
  const caption = Buffer.from(captionSvg(size));
  return sharp(base)
    .composite([{ input: caption }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function encode(base: Buffer, format: Plan["format"]): Promise<Buffer> {
  return format === "png" ? sharp(base).png().toBuffer() : sharp(base).jpeg({ quality: JPEG_QUALITY }).toBuffer();
}

/** Without a ratio of its own a kontext edit keeps the input picture's, at about a megapixel. */
function nearestRatio({ width, height }: Size): Size | undefined {
  return sizeFromRatio(`${width}:${height}`);
}
