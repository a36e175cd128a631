import type { ModelDefinition } from "./definition.ts";
import { acceleration, count, format, guidance, prompt, safetyChecker, seed, size, steps } from "./fields.ts";

// The relay lists this model without documenting its body: the fields are those of fal's schema.
export const fluxSchnell = {
  endpoint: "fal-ai/flux-1/schnell",
  command: "flux-schnell",
  commandName: { "en-US": "flux-schnell" },
  title: "FLUX.1 [schnell]",
  description: { "en-US": "Make a picture from text in a moment with FLUX.1 [schnell]" },
  fields: [
    prompt("create"),
    size("landscape_4_3"),
    count(),
    seed(),
    steps({ minimum: 1, maximum: 12, default: 4 }),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    format(),
    acceleration(),
    safetyChecker(),
  ],
  output: "images",
  // A relay's price list (2025-06) and fal's calculator for flux/schnell (2026-05) agree: $0.003 a megapixel.
  price: { amount: 0.003, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
