import type { Localized } from "./localized.ts";

/** What a field is called in a command and what it does; bounds and defaults are added from its numbers. */
export interface FieldText {
  readonly displayName: Localized;
  readonly description: Localized;
}

const prompt: Localized = { "en-US": "prompt" };

/** Prompts of models that make, edit, restyle or fill in a picture. */
export const promptTexts = {
  create: {
    displayName: prompt,
    description: { "en-US": "What the picture should show" },
  },
  edit: {
    displayName: prompt,
    description: { "en-US": "What to change in the picture" },
  },
  redraw: {
    displayName: prompt,
    description: { "en-US": "What the redrawn picture should show" },
  },
  combine: {
    displayName: prompt,
    description: { "en-US": "What to make out of the pictures" },
  },
  fill: {
    displayName: prompt,
    description: { "en-US": "What the masked area should show" },
  },
} as const satisfies Record<string, FieldText>;

const image: Localized = { "en-US": "image" };

export const imageTexts = {
  start: {
    displayName: image,
    description: { "en-US": "The picture to start from" },
  },
  vary: {
    displayName: image,
    description: { "en-US": "The picture to vary" },
  },
  edit: {
    displayName: image,
    description: { "en-US": "The picture to edit" },
  },
  combine: {
    displayName: image,
    description: { "en-US": "A picture to use" },
  },
  mask: {
    displayName: { "en-US": "mask" },
    description: { "en-US": "Same shape as the picture: white is painted anew, black stays" },
  },
} as const satisfies Record<string, FieldText>;

const aspectRatio: Localized = { "en-US": "aspect_ratio" };

export const aspectRatioTexts = {
  create: {
    displayName: aspectRatio,
    description: { "en-US": "Shape of the picture, width to height" },
  },
  edit: {
    displayName: aspectRatio,
    description: { "en-US": "Shape of the result, width to height. Left out, it goes by your picture" },
  },
} as const satisfies Record<string, FieldText>;

const size: Localized = { "en-US": "size" };

export const sizeTexts = {
  create: {
    displayName: size,
    description: { "en-US": "Size of the picture" },
  },
  edit: {
    displayName: size,
    description: { "en-US": "Size of the result. Left out, the model decides" },
  },
} as const satisfies Record<string, FieldText>;

/** Fields that mean the same in every model that has them. */
export const fieldTexts = {
  strength: {
    displayName: { "en-US": "strength" },
    description: { "en-US": "How far to depart from your picture: low keeps it, high redraws it" },
  },
  count: {
    displayName: { "en-US": "count" },
    description: { "en-US": "How many pictures to make" },
  },
  steps: {
    displayName: { "en-US": "steps" },
    description: { "en-US": "How many steps to refine the picture: more is finer and slower" },
  },
  guidance: {
    displayName: { "en-US": "guidance" },
    description: { "en-US": "How closely to follow the prompt" },
  },
  // Redux has no prompt, so "the prompt" would point at nothing.
  guidanceByImage: {
    displayName: { "en-US": "guidance" },
    description: { "en-US": "How closely to follow your picture" },
  },
  seed: {
    displayName: { "en-US": "seed" },
    description: { "en-US": "The same seed and settings give the same picture again. Left out, a random one" },
  },
  format: {
    displayName: { "en-US": "format" },
    description: { "en-US": "File format of the pictures" },
  },
  acceleration: {
    displayName: { "en-US": "acceleration" },
    description: { "en-US": "Gives up some detail for speed" },
  },
  accelerationUnsettled: {
    displayName: { "en-US": "acceleration" },
    description: { "en-US": "Gives up some detail for speed. Left out, the service decides" },
  },
  safetyChecker: {
    displayName: { "en-US": "safety_checker" },
    description: { "en-US": "Whether the service checks the pictures for unsafe content" },
  },
  safetyTolerance: {
    displayName: { "en-US": "safety_tolerance" },
    description: { "en-US": "How much the service lets through" },
  },
  enhancePrompt: {
    displayName: { "en-US": "enhance_prompt" },
    description: { "en-US": "Whether the service may rewrite the prompt to make it richer" },
  },
  lora: {
    displayName: { "en-US": "lora" },
    description: { "en-US": "Address of LoRA weights that add a style or subject" },
  },
  loraScale: {
    displayName: { "en-US": "lora_scale" },
    description: { "en-US": "How strongly the LoRA shows" },
  },
} as const satisfies Record<string, FieldText>;
