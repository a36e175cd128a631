import type { ModelDefinition } from "./definition.ts";
import { aspectRatio, count, enhancePrompt, format, guidance, prompt, safetyTolerance, seed } from "./fields.ts";

export const kontextText = {
  endpoint: "fal-ai/flux-pro/kontext/text-to-image",
  command: "kontext-text",
  commandName: { "en-US": "kontext-text" },
  title: "FLUX.1 Kontext [pro] text to image",
  description: { "en-US": "Make a picture from text with FLUX.1 Kontext [pro]" },
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
  // A relay's price list (2025-06): $0.04 a picture.
  price: { amount: 0.04, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
