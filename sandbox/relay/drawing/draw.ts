import sharp from "sharp";
import type { Size } from "../field-specs.ts";
import type { PictureFormat, Plan } from "../plan.ts";
import { sizeFromRatio } from "../size-asked.ts";
import { type Area, captionSvg } from "./caption.ts";
import { compose, edit, inpaint, vary } from "./from-pictures.ts";
import { addGrain } from "./grain.ts";
import { sceneSvg } from "./scene.ts";

/** Scenes are drawn no larger than this and then enlarged: vectors of 100 megapixels would take minutes. */
const LARGEST_DRAWN_SIDE = 2048;
const QUALITY = 90;
const SQUARE: Size = { width: 1024, height: 1024 };

/** What a model makes of its prompt and its pictures. */
export interface Style {
  readonly draws: "scene" | "edit" | "variation" | "composition" | "inpainting";
  /** Without a size of their own, edits keep the input's very size, or its ratio at about a megapixel. */
  readonly inputSize: "kept" | "megapixel";
}

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
  style: Style,
  plan: Plan,
  seed: string,
  index: number,
  inputs: readonly InputPicture[],
): Promise<Drawing> {
  const size = plan.size ?? sizeOfInput(style, inputs[0]) ?? SQUARE;
  const scene = await drawScene(plan.prompt, seed, index, size);
  const picture = await fromInputs(style, plan, seed, index, inputs, scene, size);
  const finished = plan.grainy ? await addGrain(picture) : picture;
  return { bytes: await encode(finished, plan.format), size };
}

/** The picture with its caption, which an inpainting has to keep inside the mask. */
async function fromInputs(
  style: Style,
  plan: Plan,
  seed: string,
  index: number,
  inputs: readonly InputPicture[],
  scene: Buffer,
  size: Size,
): Promise<Buffer> {
  const [first, second] = inputs;
  if (first === undefined) return addCaption(scene, size);
  switch (style.draws) {
    case "scene":
      return addCaption(scene, size);
    case "edit": {
      const words = `${plan.prompt} ${seed} ${index}`;
      return addCaption(await edit(first.bytes, scene, size, plan.strength, words), size);
    }
    case "variation":
      return addCaption(await vary(first.bytes, scene, size, seed, index), size);
    case "composition": {
      const all = inputs.map(({ bytes }) => bytes);
      return addCaption(await compose(all, scene, size), size);
    }
    case "inpainting":
      return inpaint(first.bytes, (second ?? first).bytes, size, (area) => addCaption(scene, size, area));
  }
}

/** What a safety checker leaves of a picture: fal answers with a black one. */
export async function drawBlack(size: Size, format: PictureFormat): Promise<Drawing> {
  const black = sharp({ create: { ...size, channels: 3, background: "#000" } });
  return { bytes: await black.toFormat(format).toBuffer(), size };
}

/** A picture in place of one that lies on a machine that cannot be reached. */
export async function drawStandIn(url: string): Promise<InputPicture> {
  return { bytes: await drawScene(url, "0", 0, SQUARE), size: SQUARE };
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

function addCaption(base: Buffer, size: Size, area?: Area): Promise<Buffer> {
  const caption = Buffer.from(captionSvg(size, area));
  return sharp(base)
    .composite([{ input: caption }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function encode(base: Buffer, format: PictureFormat): Promise<Buffer> {
  return sharp(base)
    .toFormat(format, format === "png" ? {} : { quality: QUALITY })
    .toBuffer();
}

function sizeOfInput(style: Style, input: InputPicture | undefined): Size | undefined {
  if (input === undefined || style.inputSize === "kept") return input?.size;
  return sizeFromRatio(`${input.size.width}:${input.size.height}`);
}
