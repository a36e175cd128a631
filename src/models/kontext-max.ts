import type { ModelDefinition } from "./definition.ts";
import { aspectRatio, count, enhancePrompt, format, guidance, image, prompt, safetyTolerance, seed } from "./fields.ts";

export const kontextMax = {
  endpoint: "fal-ai/flux-pro/kontext/max",
  command: "kontext-max",
  commandName: { "en-US": "kontext-max" },
  title: "FLUX.1 Kontext [max]",
  description: { "en-US": "Change a picture with the strongest Kontext, FLUX.1 Kontext [max]" },
  fields: [
    prompt("edit"),
    image("edit"),
    aspectRatio("edit"),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    // The relay's document requires it here, fal does not: sending it satisfies both.
    { ...format(), alwaysSent: true },
    safetyTolerance(),
    enhancePrompt(),
  ],
  output: "images",
  // fal's llms.txt of the model (after 2025-10): $0.08 a picture.
  price: { amount: 0.08, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
