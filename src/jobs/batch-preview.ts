import { z } from "zod";
import { applied } from "./applied.ts";
import { modelInput } from "./stored.ts";

/** What a preview would make, kept until its member decides. */
export const batchPreview = z.object({
  /** The model's endpoint id. */
  model: z.string(),
  /** One for each job, those that are not allowed left out. */
  inputs: z.array(modelInput).min(1),
  /** As it was written, for someone who meant it literally; null where nothing was written. */
  literal: modelInput.nullable(),
  /** What the inputs came to besides options. */
  applied: applied.nullable(),
  /** Its member asked to see the result alone. */
  privately: z.boolean(),
});
export type BatchPreview = z.infer<typeof batchPreview>;
