import type { ModelDefinition, ModelInput } from "./definition.ts";
import { imagesWanted, sizeWanted } from "./summary.ts";

const MICROS_PER_USD = 1_000_000;
/** fal prices 1024×1024 as one megapixel. */
const PIXELS_PER_MEGAPIXEL = 1024 * 1024;

export interface Estimate {
  /** Millionths of the currency's unit, whole. */
  readonly micros: number;
  readonly currency: "USD";
}

/**
 * What a request should cost by the model's list price, before anything is sent.
 * One megapixel is assumed where the result takes its size from the member's picture: it may cost more then.
 */
export function priceOf(definition: ModelDefinition, input: ModelInput): Estimate {
  const { amount, currency, per } = definition.price;
  const units = per === "image" ? 1 : megapixels(definition, input);
  return { micros: imagesWanted(definition, input) * units * Math.round(amount * MICROS_PER_USD), currency };
}

/** A started megapixel counts whole. */
function megapixels(definition: ModelDefinition, input: ModelInput): number {
  const size = sizeWanted(definition, input);
  return size === undefined ? 1 : Math.ceil((size.width * size.height) / PIXELS_PER_MEGAPIXEL);
}
