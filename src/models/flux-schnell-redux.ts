import type { ModelDefinition } from "./definition.ts";
import { acceleration, count, format, image, safetyChecker, seed, size, steps } from "./fields.ts";

export const fluxSchnellRedux = {
  endpoint: "fal-ai/flux-1/schnell/redux",
  command: "flux-schnell-redux",
  commandName: { "en-US": "flux-schnell-redux" },
  title: "FLUX.1 [schnell] Redux",
  description: { "en-US": "Make variations of a picture in a moment with FLUX.1 [schnell] Redux" },
  fields: [
    image("vary"),
    size("landscape_4_3"),
    count(),
    seed(),
    steps({ minimum: 1, maximum: 12, default: 4 }),
    format(),
    acceleration(),
    safetyChecker(),
  ],
  output: "images",
  // A relay's price list (2025-06) says $0.003; the unit is taken from flux-1/schnell, fal's page was not found.
  price: { amount: 0.003, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
