import type { ModelDefinition } from "./definition.ts";
import { acceleration, count, format, guidanceByImage, image, safetyChecker, seed, size, steps } from "./fields.ts";

export const fluxRedux = {
  endpoint: "fal-ai/flux-1/dev/redux",
  command: "flux-redux",
  commandName: { "en-US": "flux-redux" },
  title: "FLUX.1 [dev] Redux",
  description: { "en-US": "Make variations of a picture with FLUX.1 [dev] Redux" },
  fields: [
    image("vary"),
    size("landscape_4_3"),
    count(),
    seed(),
    guidanceByImage({ minimum: 1, maximum: 20, default: 3.5 }),
    steps({ minimum: 1, maximum: 50, default: 28 }),
    format(),
    acceleration(),
    safetyChecker(),
  ],
  output: "images",
  // A relay's price list (2025-06) says $0.025; the unit is taken from flux-1/dev, fal's page was not found.
  price: { amount: 0.025, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
