import { IMAGE_SIZES, type Size } from "./field-specs.ts";
import type { Input } from "./input.ts";

const MEGAPIXEL_SIDE = 1024;
/** Beyond this a picture would take minutes; no model of fal's makes larger ones. */
const LARGEST_SIDE = 14_142;
const VIDEO_HEIGHT = /^(\d{3,4})p$/i;

/** The size a body asks for: in pixels, as one of fal's presets, or as a ratio with or without a resolution. */
export function sizeAsked(input: Input): Size | undefined {
  return (
    sizeOf(input["image_size"]) ??
    sizeOf(input["video_size"]) ??
    sizeOf(input["size"]) ??
    sizeFromRatio(input["aspect_ratio"] ?? input["ratio"], sideOf(input["resolution"])) ??
    sizeOf(input["aspect_ratio"]) ??
    sizeOf({ width: input["width"], height: input["height"] }) ??
    squareOf(input["resolution"])
  );
}

function sizeOf(value: unknown): Size | undefined {
  if (typeof value === "string") return IMAGE_SIZES[value] ?? sizeFromWords(value);
  if (typeof value !== "object" || value === null || !("width" in value) || !("height" in value)) return undefined;
  const size = { width: Math.round(Number(value.width)), height: Math.round(Number(value.height)) };
  return Object.values(size).every((side) => side >= 1 && side <= LARGEST_SIDE) ? size : undefined;
}

/** "1536x1024", and the ratios that some models take as sizes. */
function sizeFromWords(words: string): Size | undefined {
  const [, width, height] = /^(\d+)\s*[x×*]\s*(\d+)$/.exec(words) ?? [];
  return width === undefined ? sizeFromRatio(words) : sizeOf({ width, height });
}

/** The kontext models answer with about one megapixel in sides that are multiples of 16. */
export function sizeFromRatio(ratio: unknown, side = MEGAPIXEL_SIDE): Size | undefined {
  const [, wide, high] = (typeof ratio === "string" && /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(ratio)) || [];
  if (!Number(wide) || !Number(high)) return undefined;
  const length = (share: number) => {
    const sixteenths = Math.round((side * Math.sqrt(share)) / 16);
    return Math.min(LARGEST_SIDE, Math.max(16, sixteenths * 16));
  };
  return { width: length(Number(wide) / Number(high)), height: length(Number(high) / Number(wide)) };
}

/** The side of a square with as many pixels: "2K" is 2048, "720p" what 16:9 makes of it. */
function sideOf(resolution: unknown): number | undefined {
  if (typeof resolution !== "string") return undefined;
  const [, thousands] = /^(\d+(?:\.\d+)?)k$/i.exec(resolution) ?? [];
  if (thousands !== undefined) return Math.round(Math.min(LARGEST_SIDE / 4, Number(thousands) * MEGAPIXEL_SIDE));
  const [, lines] = VIDEO_HEIGHT.exec(resolution) ?? [];
  return lines === undefined ? undefined : Number(lines) * Math.sqrt(16 / 9);
}

function squareOf(resolution: unknown): Size | undefined {
  const side = sideOf(resolution);
  if (side === undefined || typeof resolution !== "string" || VIDEO_HEIGHT.test(resolution)) return undefined;
  return { width: side, height: side };
}
