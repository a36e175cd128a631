import sharp from "sharp";
import type { Size } from "../field-specs.ts";
import type { Area } from "./caption.ts";
import { rollFor } from "./dice.ts";

const RAW = { compressionLevel: 1 } as const;

function fitted(bytes: Buffer, { width, height }: Size) {
  return sharp(bytes).rotate().flatten({ background: "#fff" }).resize(width, height, { fit: "cover" });
}

/** Tints the input and lets the scene shine through by `strength`: what was there can still be recognized. */
export async function edit(input: Buffer, scene: Buffer, size: Size, strength: number, words: string): Promise<Buffer> {
  const dice = rollFor("edit", words);
  const veil = await sharp(scene)
    .ensureAlpha(0.2 + 0.35 * strength)
    .png(RAW)
    .toBuffer();
  const tint = { r: dice.whole(150, 255), g: dice.whole(150, 255), b: dice.whole(150, 255) };
  const tinted = await fitted(input, size).tint(tint).png(RAW).toBuffer();
  return sharp(tinted)
    .composite([{ input: veil }])
    .removeAlpha()
    .png(RAW)
    .toBuffer();
}

/** A mirrored, recoloured relative of the input with a touch of the scene. */
export async function vary(input: Buffer, scene: Buffer, size: Size, seed: string, index: number): Promise<Buffer> {
  const dice = rollFor("vary", seed, index);
  const turned = fitted(input, size).modulate({ hue: dice.whole(20, 340), saturation: dice.between(0.8, 1.3) });
  const base = await (dice.between(0, 1) < 0.5 ? turned.flop() : turned).png(RAW).toBuffer();
  const veil = await sharp(scene).ensureAlpha(0.25).png(RAW).toBuffer();
  return sharp(base)
    .composite([{ input: veil }])
    .removeAlpha()
    .png(RAW)
    .toBuffer();
}

/** Hangs all inputs side by side, framed, over the scene; where there is no room for frames, the scene stays alone. */
export async function compose(inputs: readonly Buffer[], scene: Buffer, { width, height }: Size): Promise<Buffer> {
  const columns = Math.ceil(Math.sqrt(inputs.length));
  const rows = Math.ceil(inputs.length / columns);
  const gap = Math.max(1, Math.round(Math.min(width, height) * 0.03));
  const frame = Math.max(1, Math.round(gap / 3));
  const cell = {
    width: Math.max(1, Math.floor((width - gap * (columns + 1)) / columns) - 2 * frame),
    height: Math.max(1, Math.floor((height * 0.84 - gap * (rows + 1)) / rows) - 2 * frame),
  };
  const needed = (count: number, side: number) => gap + count * (side + 2 * frame + gap);
  if (needed(columns, cell.width) > width || needed(rows, cell.height) > height) return scene;
  const hung = await Promise.all(
    inputs.map(async (input, index) => ({
      input: await fitted(input, cell)
        .extend({ top: frame, bottom: frame, left: frame, right: frame, background: "#fbf7ee" })
        .png(RAW)
        .toBuffer(),
      left: gap + (index % columns) * (cell.width + 2 * frame + gap),
      top: gap + Math.floor(index / columns) * (cell.height + 2 * frame + gap),
    })),
  );
  return sharp(scene).composite(hung).removeAlpha().png(RAW).toBuffer();
}

/** Puts the scene into the mask's white area, whose bounds it is made for, and leaves every other pixel as it is. */
export async function inpaint(
  input: Buffer,
  mask: Buffer,
  size: Size,
  sceneFor: (area: Area) => Promise<Buffer>,
): Promise<Buffer> {
  const { width, height } = size;
  const alpha = await sharp(mask)
    .rotate()
    .flatten({ background: "#000" })
    .resize(width, height, { fit: "fill" })
    .greyscale()
    .threshold(128)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const inside = await sharp(await sceneFor(boundsOf(alpha, size)))
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png(RAW)
    .toBuffer();
  const base = await sharp(input)
    .rotate()
    .flatten({ background: "#fff" })
    .resize(width, height, { fit: "fill" })
    .png(RAW)
    .toBuffer();
  return sharp(base)
    .composite([{ input: inside }])
    .removeAlpha()
    .png(RAW)
    .toBuffer();
}

/** The least area that holds everything white; the whole where nothing is. */
function boundsOf(alpha: Buffer, { width, height }: Size): Area {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (const [index, value] of alpha.entries()) {
    if (value === 0) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  return right < 0
    ? { left: 0, top: 0, width, height }
    : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
