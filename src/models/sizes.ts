import type { Size, SizeField } from "./definition.ts";

/** Sides that the models' networks are made for. */
const STEP = 16;
/** How far two ratios may be apart and still be the same to see. */
const SAME_RATIO = 0.02;

/** The value of a size field nearest to a picture's own size and shape; null where nothing is alike. */
export function sizeLike(field: SizeField, like: Size): string | Size | null {
  const same = field.presets.find(({ width, height }) => width === like.width && height === like.height);
  if (same !== undefined) return same.value;
  if (field.custom !== undefined) return fitted(like, 1, field.custom);
  const alike = field.presets.flatMap((preset) => sized(preset).filter((size) => sameRatio(size, like)));
  const [nearest] = alike.toSorted((one, other) => distance(one, like) - distance(other, like));
  return nearest?.value ?? null;
}

/** The larger values of a size field with the same shape, largest first. */
export function largerSizes(field: SizeField, than: Size): readonly (string | Size)[] {
  const presets = field.presets
    .flatMap(sized)
    .filter((size) => sameRatio(size, than) && pixels(size) > pixels(than))
    .toSorted((one, other) => pixels(other) - pixels(one))
    .map(({ value }) => value);
  const { custom } = field;
  if (custom === undefined) return presets;
  const fits = ({ width, height }: Size) => Math.max(width, height) <= custom.maximum && width > than.width;
  const grown = GROWTH.map((factor) => fitted(than, factor, custom)).filter(
    (size) => fits(size) && sameRatio(size, than),
  );
  return grown.length > 0 ? grown : presets;
}

/** Twice as wide and high is four times the work; less is tried where that is too much. */
const GROWTH = [2, 1.5, 1.25];

function fitted(
  { width, height }: Size,
  factor: number,
  { minimum, maximum }: { minimum: number; maximum: number },
): Size {
  // Both sides together, so that the shape stays.
  const most = Math.min(factor, maximum / Math.max(width, height));
  const scale = Math.max(most, minimum / Math.min(width, height));
  const side = (length: number) => Math.min(Math.max(Math.round((length * scale) / STEP) * STEP, minimum), maximum);
  return { width: side(width), height: side(height) };
}

function sized({ value, width, height }: SizeField["presets"][number]) {
  return width === undefined || height === undefined ? [] : [{ value, width, height }];
}

function sameRatio(one: Size, other: Size): boolean {
  return Math.abs((one.width / one.height) * (other.height / other.width) - 1) < SAME_RATIO;
}

function pixels({ width, height }: Size): number {
  return width * height;
}

function distance(one: Size, other: Size): number {
  return Math.abs(pixels(one) - pixels(other));
}
