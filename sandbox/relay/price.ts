import type { Size } from "./field-specs.ts";

/** US$; per megapixel of 1024×1024, rounded up for each picture, or per file, or for the whole request. */
export interface Price {
  readonly usd: number;
  readonly per: "megapixel" | "image" | "request";
}

const MEGAPIXEL = 1024 * 1024;

/** The list price of files in US$, each picture rounded up to whole megapixels where the model is priced by them. */
export function listPrice(price: Price, sizes: readonly (Size | undefined)[]): number {
  const units = price.per === "request" ? [1] : sizes.map((size) => (price.per === "image" ? 1 : megapixels(size)));
  return (units.reduce((sum, count) => sum + count, 0) * Math.round(price.usd * 1_000_000)) / 1_000_000;
}

function megapixels(size: Size | undefined): number {
  return size === undefined ? 1 : Math.ceil((size.width * size.height) / MEGAPIXEL);
}
