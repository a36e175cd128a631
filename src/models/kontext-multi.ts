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

// The relay lists this model without documenting its body: the fields are those of fal's schema.
export const kontextMulti = {
  endpoint: "fal-ai/flux-pro/kontext/multi",
  command: "kontext-multi",
  commandName: { "en-US": "kontext-multi" },
  title: "FLUX.1 Kontext [pro] multi",
  description: { "en-US": "Make a picture out of up to four, with FLUX.1 Kontext [pro]" },
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
  // fal's llms.txt of the model (undated copy): $0.04 a picture.
  price: { amount: 0.04, currency: "USD", per: "image" },
} as const satisfies ModelDefinition;
