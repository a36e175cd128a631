import type { ModelDefinition, ModelInput, Price } from "./definition.ts";
import { imagesWanted, secondsWanted, sizeWanted, textLength } from "./summary.ts";

const MICROS_PER_USD = 1_000_000;
/** fal prices 1024×1024 as one megapixel. */
const PIXELS_PER_MEGAPIXEL = 1024 * 1024;

export interface Estimate {
  /** Millionths of the currency's unit, whole. */
  readonly micros: number;
  readonly currency: "USD";
}

/**
 * What a request should cost by the model's list price, before anything is sent; nothing where no price is known.
 * One megapixel is assumed where the result takes its size from the member's picture: it may cost more then.
 * `unitMicros` is what a unit costs where the list price does not hold.
 */
export function priceOf(definition: ModelDefinition, input: ModelInput, unitMicros?: number): Estimate {
  const { price } = definition;
  const unit = unitMicros ?? Math.round((price?.amount ?? 0) * MICROS_PER_USD);
  return { micros: Math.round(units(price?.per ?? "image", definition, input) * unit), currency: "USD" };
}

function units(per: Price["per"], definition: ModelDefinition, input: ModelInput): number {
  switch (per) {
    case "image":
      return imagesWanted(definition, input);
    case "megapixel":
      return imagesWanted(definition, input) * megapixels(definition, input);
    case "request":
      return 1;
    case "second":
      return secondsWanted(definition, input);
    case "1000 characters":
      return textLength(definition, input) / 1000;
  }
}

/** A started megapixel counts whole. */
function megapixels(definition: ModelDefinition, input: ModelInput): number {
  const size = sizeWanted(definition, input);
  return size === undefined ? 1 : Math.ceil((size.width * size.height) / PIXELS_PER_MEGAPIXEL);
}
