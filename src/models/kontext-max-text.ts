import type { ModelDefinition } from "./definition.ts";
import { aspectRatio, count, enhancePrompt, format, guidance, prompt, safetyTolerance, seed } from "./fields.ts";

// The relay lists this model without documenting its body: the fields are those of fal's schema.
export const kontextMaxText = {
  endpoint: "fal-ai/flux-pro/kontext/max/text-to-image",
  command: "kontext-max-text",
  commandName: { "en-US": "kontext-max-text" },
  title: "FLUX.1 Kontext [max] text to image",
  description: { "en-US": "Make a picture from text with FLUX.1 Kontext [max]" },
  fields: [
    prompt("create"),
    aspectRatio("create", "1:1"),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    format(),
    safetyTolerance(),
    enhancePrompt(),
  ],
  output: "images",
  // A relay's price list (2025-06): $0.08 a picture.
  price: { amount: 0.08, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
