import type { ModelDefinition } from "./definition.ts";
import { aspectRatio, count, enhancePrompt, format, guidance, image, prompt, safetyTolerance, seed } from "./fields.ts";

export const kontext = {
  endpoint: "fal-ai/flux-pro/kontext",
  command: "kontext",
  commandName: { "en-US": "kontext" },
  title: "FLUX.1 Kontext [pro]",
  description: { "en-US": "Change a picture by saying what to change, with FLUX.1 Kontext [pro]" },
  fields: [
    prompt("edit"),
    image("edit"),
    aspectRatio("edit"),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    format(),
    safetyTolerance(),
    enhancePrompt(),
  ],
  output: "images",
  // fal's llms.txt of the model (after 2025-10): $0.04 a picture.
  price: { amount: 0.04, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
