import type { ChoiceField, Size, SizeField } from "../models/definition.ts";
import type { JsonValue } from "../models/json-value.ts";

/** What a person wrote of a picture's shape. */
export type Shape = { readonly kind: "ratio"; readonly ratio: number } | ({ readonly kind: "pixels" } & Size);

/** Two numbers that no picture has as its pixels are a ratio, whatever stands between them. */
const LEAST_PIXELS = 64;
const TWO_NUMBERS = /^(\d{1,5}(?:\.\d{1,3})?)\s*[:：/x×*]\s*(\d{1,5}(?:\.\d{1,3})?)$/iu;

/** Null for what says nothing of a shape. */
export function shapeIn(text: string): Shape | null {
  const [, first, second] = TWO_NUMBERS.exec(text.trim()) ?? [];
  const [width, height] = [Number(first), Number(second)];
  if (!(width > 0 && height > 0)) return null;
  const pixels = Number.isInteger(width) && Number.isInteger(height) && Math.min(width, height) >= LEAST_PIXELS;
  return pixels ? { kind: "pixels", width, height } : { kind: "ratio", ratio: width / height };
}

/** How far a named shape may be from what was asked for: 16:10 is near 16:9, 5:1 is not. */
const NEAR = 1.2;
const EXACT = 1.02;

/** What a size field gets for a shape: a preset, its own width and height, or undefined where neither comes near. */
export function sizeFor(field: SizeField, shape: Shape): JsonValue | undefined {
  if (shape.kind === "pixels") {
    const { width, height } = shape;
    const preset = field.presets.find((each) => each.width === width && each.height === height);
    return preset?.value ?? (field.custom === undefined ? undefined : { width, height });
  }
  const presets = field.presets.flatMap((preset) => {
    const { value, width, height } = preset;
    const ratio = width !== undefined && height !== undefined ? width / height : ratioIn(value);
    return ratio === null ? [] : [{ value, ratio, pixels: (width ?? 0) * (height ?? 0) }];
  });
  const nearest = nearestOf(presets, shape.ratio);
  if (nearest !== undefined && apart(nearest.ratio, shape.ratio) <= EXACT) return nearest.value;
  if (field.custom !== undefined) return freeSize(field, field.custom, shape.ratio);
  return nearest !== undefined && apart(nearest.ratio, shape.ratio) <= NEAR ? nearest.value : undefined;
}

/** The same of a field that has its shapes as choices: "16:9", "1024x768", "landscape_4_3". */
export function choiceFor({ choices }: ChoiceField, shape: Shape): string | undefined {
  const shapes = choices.flatMap(({ value }) => {
    const own = shapeIn(value);
    if (own?.kind === "pixels") return [{ value, ratio: own.width / own.height, pixels: own.width * own.height }];
    const ratio = own?.ratio ?? ratioIn(value);
    return ratio === null ? [] : [{ value, ratio, pixels: 0 }];
  });
  if (shape.kind === "pixels") {
    const exact = shapes.find(({ value }) => {
      const own = shapeIn(value);
      return own?.kind === "pixels" && own.width === shape.width && own.height === shape.height;
    });
    return exact?.value;
  }
  const nearest = nearestOf(shapes, shape.ratio);
  return nearest !== undefined && apart(nearest.ratio, shape.ratio) <= NEAR ? nearest.value : undefined;
}

/** Whether a field's choices are shapes at all. */
export function hasShapes({ choices }: ChoiceField): boolean {
  return choices.some(({ value }) => shapeIn(value) !== null || ratioIn(value) !== null);
}

/** The ratio that a preset's name says: "portrait_16_9", "square_hd". */
function ratioIn(name: string): number | null {
  if (/^square/u.test(name)) return 1;
  const [, way, first, second] = /^(portrait|landscape)_(\d+)_(\d+)$/u.exec(name) ?? [];
  if (way === undefined) return null;
  const wide = Math.max(Number(first), Number(second)) / Math.min(Number(first), Number(second));
  return way === "landscape" ? wide : 1 / wide;
}

interface Candidate {
  readonly value: string;
  readonly ratio: number;
  readonly pixels: number;
}

/** Of those equally near the largest: someone who asks for a shape does not ask for a small picture. */
function nearestOf(candidates: readonly Candidate[], ratio: number): Candidate | undefined {
  const ordered = candidates.toSorted((one, other) => {
    const nearer = apart(one.ratio, ratio) - apart(other.ratio, ratio);
    return Math.abs(nearer) > 0.001 ? nearer : other.pixels - one.pixels;
  });
  return ordered[0];
}

/** 1 for the same ratio, 2 for one twice as wide or as high. */
function apart(one: number, other: number): number {
  return Math.max(one / other, other / one);
}

/** What models paint by. */
const STEP = 16;
const USUAL_PIXELS = 1024 * 1024;

/** A width and a height of about as many pixels as usual; undefined where the bounds cannot hold such a shape. */
function freeSize(field: SizeField, { minimum, maximum }: NonNullable<SizeField["custom"]>, ratio: number) {
  const usual = field.presets.find(({ value }) => value === field.default);
  const area = usual?.width && usual.height ? usual.width * usual.height : USUAL_PIXELS;
  const sides = ([width, height]: readonly [number, number]) => ({ width: toStep(width), height: toStep(height) });
  const first: readonly [number, number] = [Math.sqrt(area * ratio), Math.sqrt(area / ratio)];
  const [longest, shortest] = [Math.max(...first), Math.min(...first)];
  const factor = longest > maximum ? maximum / longest : shortest < minimum ? minimum / shortest : 1;
  const size = sides([first[0] * factor, first[1] * factor]);
  const fits = Math.min(size.width, size.height) >= minimum && Math.max(size.width, size.height) <= maximum;
  return fits ? size : undefined;
}

function toStep(side: number): number {
  return Math.round(side / STEP) * STEP;
}
