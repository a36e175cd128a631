import type { ModelDefinition } from "./definition.ts";
import {
  aspectRatio,
  count,
  enhancePrompt,
  format,
  guidance,
  images,
  prompt,
  safetyTolerance,
  seed,
} from "./fields.ts";

export const kontextMaxMulti = {
  endpoint: "fal-ai/flux-pro/kontext/max/multi",
  command: "kontext-max-multi",
  commandName: { "en-US": "kontext-max-multi" },
  title: "FLUX.1 Kontext [max] multi",
  description: { "en-US": "Make a picture out of up to four, with FLUX.1 Kontext [max]" },
  fields: [
    prompt("combine"),
    images(),
    aspectRatio("edit"),
    count(),
    seed(),
    guidance({ minimum: 1, maximum: 20, default: 3.5 }),
    format(),
    safetyTolerance(),
    enhancePrompt(),
  ],
  output: "images",
  // fal's llms.txt of the model (after 2025-10): $0.08 a picture.
  price: { amount: 0.08, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
