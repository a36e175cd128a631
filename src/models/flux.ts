import type { ModelDefinition } from "./definition.ts";
import { acceleration, count, format, guidance, prompt, safetyChecker, seed, size, steps } from "./fields.ts";

export const flux = {
  endpoint: "fal-ai/flux-1/dev",
  command: "flux",
  commandName: { "en-US": "flux" },
  title: "FLUX.1 [dev]",
  description: { "en-US": "Make a picture from text with FLUX.1 [dev]" },
  fields: [
    prompt("create"),
    size("landscape_4_3"),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    // The relay's document says 0 to 50; fal refuses 0.
    steps({ minimum: 1, maximum: 50, default: 28 }),
    format(),
    acceleration(),
    safetyChecker(),
  ],
  output: "images",
  // fal's page of the model: $0.025 a megapixel, each picture rounded up.
  price: { amount: 0.025, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
