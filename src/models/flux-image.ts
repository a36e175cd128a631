import type { ModelDefinition } from "./definition.ts";
import {
  acceleration,
  count,
  format,
  guidance,
  image,
  prompt,
  safetyChecker,
  seed,
  steps,
  strength,
} from "./fields.ts";

export const fluxImage = {
  endpoint: "fal-ai/flux-1/dev/image-to-image",
  command: "flux-image",
  commandName: { "en-US": "flux-image" },
  title: "FLUX.1 [dev] image to image",
  description: { "en-US": "Redraw a picture after a text with FLUX.1 [dev]" },
  fields: [
    prompt("redraw"),
    image("start"),
    strength({ minimum: 0.01, maximum: 1, default: 0.95 }),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    steps({ minimum: 10, maximum: 50, default: 40 }),
    format(),
    acceleration(),
    safetyChecker(),
  ],
  output: "images",
  // A relay's price list (2025-06) says $0.025; the unit is taken from flux-1/dev, fal's page was not found.
  price: { amount: 0.025, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
