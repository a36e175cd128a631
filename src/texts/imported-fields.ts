import type { FieldText } from "./fields.ts";
import { aspectRatioTexts, fieldTexts, sizeTexts } from "./fields.ts";

/** Fields by the names they have all over the catalogue: said in our words and languages whatever the model. */
export const knownFields: Readonly<Record<string, FieldText>> = {
  prompt: {
    displayName: { "en-US": "prompt" },
    description: { "en-US": "What you want, in your own words" },
  },
  negative_prompt: {
    displayName: { "en-US": "negative_prompt" },
    description: { "en-US": "What should not appear" },
  },
  seed: {
    displayName: fieldTexts.seed.displayName,
    description: { "en-US": "The same seed and settings give the same result again. Left out, a random one" },
  },
  num_inference_steps: {
    displayName: fieldTexts.steps.displayName,
    description: { "en-US": "How many steps to refine the result: more is finer and slower" },
  },
  guidance_scale: fieldTexts.guidance,
  aspect_ratio: aspectRatioTexts.create,
  image_url: {
    displayName: { "en-US": "image" },
    description: { "en-US": "The picture to work from" },
  },
  image_urls: {
    displayName: { "en-US": "image" },
    description: { "en-US": "A picture to work from" },
  },
  mask_url: {
    displayName: { "en-US": "mask" },
    description: { "en-US": "The picture that marks where to change something" },
  },
  video_url: {
    displayName: { "en-US": "video" },
    description: { "en-US": "The video to work from" },
  },
  audio_url: {
    displayName: { "en-US": "audio" },
    description: { "en-US": "The sound to work from" },
  },
  duration: {
    displayName: { "en-US": "duration" },
    description: { "en-US": "How long the result should be, in seconds" },
  },
  resolution: {
    displayName: { "en-US": "resolution" },
    description: { "en-US": "How fine the result is" },
  },
  acceleration: fieldTexts.acceleration,
  safety_tolerance: fieldTexts.safetyTolerance,
  enhance_prompt: fieldTexts.enhancePrompt,
  enable_safety_checker: {
    displayName: fieldTexts.safetyChecker.displayName,
    description: { "en-US": "Whether the service checks the result for unsafe content" },
  },
};

/** Further ones that mean the same in every model that makes pictures. */
export const knownPictureFields: Readonly<Record<string, FieldText>> = {
  num_images: fieldTexts.count,
  output_format: fieldTexts.format,
  image_size: sizeTexts.create,
};

/** What a model does, where its document does not say. */
export function makesWith(title: string): FieldText["description"] {
  return { "en-US": `Make something with ${title}` };
}

/** The option for everything that has none of its own. `names` are the relay's. */
export function advancedText(names: readonly string[]): FieldText {
  return {
    displayName: { "en-US": "advanced" },
    description: { "en-US": `More settings as JSON: ${names.join(", ")}` },
  };
}

/** Why a part of the relay's input is not offered, for the operator. */
export const leftOutReasons = {
  sync_mode: "the result would carry the files themselves instead of their addresses",
  request_id: "names the request for the service itself; Easel keeps its own",
  webhook: "results are fetched by asking; nobody would answer a call to this address",
  deprecated: "the document marks it as deprecated",
  readOnly: "the document marks it as read-only",
  first_entry: "only the first entry has options of its own; the whole list goes into advanced",
  first_entry_only: "only the first entry is offered",
  other_forms: "only its simple form is offered",
  large_sides:
    "sides above 4096 pixels are offered only after an edit of this file: nobody should order them by mistake",
  long_list: (shown: number, maximum: number) =>
    `${shown} of ${maximum} files can be attached; more are given by address`,
} as const;
