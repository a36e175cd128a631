import * as z from "zod";

/** What a job's input came to besides its options, as its reply tells it. */
export const applied = z.object({
  /** The prompt as it was typed; null where it is the input's own. */
  typed: z.string().nullable(),
  suffixes: z.array(
    z.object({
      /** As it stood in the prompt: "--ar 16:9". */
      written: z.string(),
      /** The name of the field it set; null for what is none. */
      field: z.string().nullable(),
      /** Whether an option of its own gave that field something else. */
      overruled: z.boolean(),
    }),
  ),
  preset: z
    .object({
      name: z.string(),
      whose: z.enum(["mine", "server"]),
      /** What of it the model does not take, as suffixes or as "negative". */
      leftOut: z.array(z.string()),
    })
    .nullable(),
  /** The names of the fields that the member's own defaults set. */
  preferred: z.array(z.string()),
});
export type Applied = z.infer<typeof applied>;
