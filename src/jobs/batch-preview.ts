import * as z from "zod";
import type { ModelInput } from "../models/definition.ts";
import { type Applied, applied } from "./applied.ts";
import { modelInput } from "./stored.ts";

/** What a preview would make, kept until its member decides. */
export interface BatchPreview {
  /** The model's endpoint id. */
  readonly model: string;
  /** One for each job, those that are not allowed left out. */
  readonly inputs: readonly ModelInput[];
  /** As it was written, for someone who meant it literally; null where nothing was written. */
  readonly literal: ModelInput | null;
  /** What the inputs came to besides options. */
  readonly applied: Applied | null;
  /** Its member asked to see the result alone. */
  readonly privately: boolean;
}

export const batchPreview = z.object({
  model: z.string(),
  inputs: z.array(modelInput).min(1),
  literal: modelInput.nullable(),
  applied: applied.nullable(),
  privately: z.boolean(),
}) satisfies z.ZodType<BatchPreview>;
