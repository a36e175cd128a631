import type { ModelDefinition } from "./definition.ts";
import {
  accelerationOfLora,
  count,
  format,
  guidance,
  image,
  lora,
  loraScale,
  mask,
  optionalSize,
  prompt,
  safetyChecker,
  seed,
  steps,
  strength,
} from "./fields.ts";

// Not in the relay's list of models, but it documents this one's body and answers. Size, seed, LoRA and acceleration are fal's.
export const inpaint = {
  endpoint: "fal-ai/flux-lora/inpainting",
  command: "inpaint",
  commandName: { "en-US": "inpaint" },
  title: "FLUX.1 [dev] inpainting",
  description: { "en-US": "Paint a masked part of a picture anew with FLUX.1 [dev]" },
  fields: [
    prompt("fill"),
    image("edit"),
    mask(),
    strength({ minimum: 0.01, maximum: 1, default: 0.85 }),
    count(),
    seed(),
    guidance({ minimum: 0, maximum: 35, default: 3.5 }),
    steps({ minimum: 1, maximum: 50, default: 28 }),
    optionalSize(),
    lora(),
    loraScale(),
    format(),
    accelerationOfLora(),
    safetyChecker(),
  ],
  output: "images",
  // fal's llms.txt of the model (after 2025-10): $0.035 a megapixel.
  price: { amount: 0.035, currency: "USD", per: "megapixel" },
} as const satisfies ModelDefinition;
