/**
 * The fields the built-in models share, each built in one place.
 * fal's schemas are followed where they and the relay's documents differ: the relay says that its inputs are the official ones.
 * No model has `sync_mode`: with it a result holds the picture as a data URI instead of a file's address.
 */
import {
  accelerationLabels,
  aspectRatioLabel,
  formatLabels,
  safetyToleranceLabels,
  sizeLabels,
} from "../texts/field-choices.ts";
import { aspectRatioTexts, type FieldText, fieldTexts, imageTexts, promptTexts, sizeTexts } from "../texts/fields.ts";
import type { Localized } from "../texts/localized.ts";
import type {
  BooleanField,
  ChoiceField,
  FileField,
  FilesField,
  IntegerField,
  NumberField,
  SizeField,
  TextField,
} from "./definition.ts";

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

function named(text: FieldText) {
  return { name: text.displayName["en-US"], displayName: text.displayName, description: text.description };
}

function choicesOf(labels: Readonly<Record<string, Localized>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Long enough for what FLUX reads (512 tokens, about 2,000 characters of English); the rest would be dropped unseen. */
const PROMPT_MAX_LENGTH = 2000;

export function prompt(purpose: keyof typeof promptTexts): TextField {
  return { kind: "text", ...named(promptTexts[purpose]), path: "prompt", required: true, maxLength: PROMPT_MAX_LENGTH };
}

export function image(purpose: Exclude<keyof typeof imageTexts, "mask">): FileField {
  return { kind: "image", ...named(imageTexts[purpose]), path: "image_url", required: true };
}

export function mask(): FileField {
  return { kind: "image", ...named(imageTexts.mask), path: "mask_url", required: true };
}

/** Neither document bounds the list; four still leaves a command that can be read. */
const MOST_IMAGES = 4;

export function images(): FilesField {
  return { kind: "images", ...named(imageTexts.combine), path: "image_urls", required: true, maximum: MOST_IMAGES };
}

// Pixels: IMAGE_SIZE_PRESETS of fal's toolkit (projects/fal/src/fal/toolkit/image/image.py).
const SIZE_PRESETS = [
  { value: "square_hd", label: sizeLabels.square_hd, width: 1024, height: 1024 },
  { value: "square", label: sizeLabels.square, width: 512, height: 512 },
  { value: "portrait_4_3", label: sizeLabels.portrait_4_3, width: 768, height: 1024 },
  { value: "portrait_16_9", label: sizeLabels.portrait_16_9, width: 576, height: 1024 },
  { value: "landscape_4_3", label: sizeLabels.landscape_4_3, width: 1024, height: 768 },
  { value: "landscape_16_9", label: sizeLabels.landscape_16_9, width: 1024, height: 576 },
] as const satisfies SizeField["presets"];

/** fal takes 1 to 14142; FLUX.1 was made for 0.1 to 2 megapixels. 2048 a side lets nobody order more than four. */
const CUSTOM_SIZE = { minimum: 256, maximum: 2048 };

/** The relay's document writes ratios (3:4, 16:9), but its default and its example are fal's preset names: those are sent. */
function imageSize(text: FieldText): SizeField {
  return { kind: "size", ...named(text), path: "image_size", presets: SIZE_PRESETS, custom: CUSTOM_SIZE };
}

export function size(preset: (typeof SIZE_PRESETS)[number]["value"]): SizeField {
  return { ...imageSize(sizeTexts.create), default: preset };
}

/** A size for which neither document names a default. */
export function optionalSize(): SizeField {
  return imageSize(sizeTexts.edit);
}

export function aspectRatio(purpose: keyof typeof aspectRatioTexts, preset?: string): ChoiceField {
  return {
    kind: "choice",
    ...named(aspectRatioTexts[purpose]),
    path: "aspect_ratio",
    // One relay document prints these with full-width colons, another sends "string": fal knows only these.
    choices: ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"].map((value) => ({
      value,
      label: aspectRatioLabel(value),
    })),
    ...(preset === undefined ? {} : { default: preset }),
  };
}

export function strength(bounds: Bounds): NumberField {
  return { kind: "number", ...named(fieldTexts.strength), path: "strength", ...bounds };
}

export function count(): IntegerField {
  return { kind: "integer", ...named(fieldTexts.count), path: "num_images", minimum: 1, maximum: 4, default: 1 };
}

export function steps(bounds: Bounds): IntegerField {
  return { kind: "integer", ...named(fieldTexts.steps), path: "num_inference_steps", ...bounds };
}

export function guidance(bounds: Bounds): NumberField {
  return { kind: "number", ...named(fieldTexts.guidance), path: "guidance_scale", ...bounds };
}

/** The guidance of a model that has no prompt to follow. */
export function guidanceByImage(bounds: Bounds): NumberField {
  return { kind: "number", ...named(fieldTexts.guidanceByImage), path: "guidance_scale", ...bounds };
}

/** Neither document bounds it, and answers hold seeds beyond 2^31: whatever came back can be asked for again. */
export function seed(): IntegerField {
  return { kind: "integer", ...named(fieldTexts.seed), path: "seed", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
}

/** The relay also lists "default" and "JPEG"; fal refuses all but the lower-case names. */
export function format(): ChoiceField {
  return {
    kind: "choice",
    ...named(fieldTexts.format),
    path: "output_format",
    choices: choicesOf(formatLabels),
    default: "jpeg",
  };
}

/**
 * The relay also lists "default", which fal refuses. The relay says "regular" is the default, fal said so until early 2026
 * and says "none" since: what an omitted one means is settled over there, so no default is claimed.
 */
export function acceleration(): ChoiceField {
  return {
    kind: "choice",
    ...named(fieldTexts.accelerationUnsettled),
    path: "acceleration",
    choices: choicesOf(accelerationLabels),
  };
}

/** The LoRA models know no "high", and here nobody contradicts fal's default. */
export function accelerationOfLora(): ChoiceField {
  const { none, regular } = accelerationLabels;
  return {
    kind: "choice",
    ...named(fieldTexts.acceleration),
    path: "acceleration",
    choices: choicesOf({ none, regular }),
    default: "none",
  };
}

export function safetyChecker(): BooleanField {
  return { kind: "boolean", ...named(fieldTexts.safetyChecker), path: "enable_safety_checker", default: true };
}

/** The relay names 1 to 5; fal's schema takes 6 as well. Strings on both sides, though they look like numbers. */
export function safetyTolerance(): ChoiceField {
  return {
    kind: "choice",
    ...named(fieldTexts.safetyTolerance),
    path: "safety_tolerance",
    choices: choicesOf(safetyToleranceLabels),
    default: "2",
  };
}

export function enhancePrompt(): BooleanField {
  return { kind: "boolean", ...named(fieldTexts.enhancePrompt), path: "enhance_prompt", default: false };
}

/** fal takes any number of LoRAs as `{ path, scale }`; a command has room for one. */
export function lora(): TextField {
  return { kind: "text", ...named(fieldTexts.lora), path: "loras.0.path", maxLength: 500 };
}

export function loraScale(): NumberField {
  return {
    kind: "number",
    ...named(fieldTexts.loraScale),
    path: "loras.0.scale",
    needs: lora().name,
    minimum: 0,
    maximum: 4,
    default: 1,
  };
}
