import type { Field } from "../definition.ts";
import type { Part } from "./part.ts";

/** What people reach for first, in this order, whatever order the document has. */
const FIRST =
  "prompt text input image_url image_urls video_url audio_url mask_url mask_image_url negative_prompt image_size aspect_ratio resolution duration style voice num_images seed strength num_inference_steps guidance_scale".split(
    " ",
  );
/** What most people never touch. */
const LAST = /^(enable_|output_format|format$|image_format|acceleration|.*safety|.*scheduler|debug|use_|request_)/;

/** Lower is earlier. Parts of the same rank keep the document's order. */
export function rankOf({ property, required }: Part): number {
  const first = FIRST.indexOf(property);
  if (required) return first < 0 ? FIRST.length : first;
  if (first >= 0) return 100 + first;
  return LAST.test(property) ? 400 : 200;
}

/** Plain options before those that want JSON. */
export function fieldRank(field: Field): number {
  return field.kind === "json" && !field.required ? 1 : 0;
}
