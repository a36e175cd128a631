import type { ModelDefinition, ModelInput, Price } from "./definition.ts";
import { imagesWanted, sizeWanted } from "./summary.ts";

const MICROS_PER_USD = 1_000_000;
/** fal prices 1024×1024 as one megapixel. */
const PIXELS_PER_MEGAPIXEL = 1024 * 1024;

export interface Estimate {
  /** Millionths of a US dollar, whole. */
  readonly microsUsd: number;
  /** True where the result takes its size from the member's picture: one megapixel is assumed then, it may cost more. */
  readonly sizeAssumed: boolean;
}

/** What a request should cost at the price given (the model's list price by default), before anything is sent. */
export function estimatePrice(
  definition: ModelDefinition,
  input: ModelInput,
  price: Price = definition.price,
): Estimate {
  const microsPerUnit = Math.round(price.amount * MICROS_PER_USD);
  const images = imagesWanted(definition, input);
  if (price.per === "image") return { microsUsd: images * microsPerUnit, sizeAssumed: false };
  const size = sizeWanted(definition, input);
  const megapixels = size ? Math.ceil((size.width * size.height) / PIXELS_PER_MEGAPIXEL) : 1;
  return { microsUsd: images * megapixels * microsPerUnit, sizeAssumed: size === undefined };
}
