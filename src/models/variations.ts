import { alternativesIn } from "./alternatives.ts";
import type { ModelDefinition, ModelInput } from "./definition.ts";
import { promptField } from "./summary.ts";

/** Requests that one prompt may come to. */
export const MOST_VARIATIONS = 24;

export type Variations =
  | { readonly kind: "one"; readonly input: ModelInput }
  | { readonly kind: "several"; readonly inputs: readonly ModelInput[] }
  | { readonly kind: "too many"; readonly count: number };

/** A request for each text that the alternatives in its prompt make. All else is the same: a seed that was given, too. */
export function variationsOf(definition: ModelDefinition, input: ModelInput): Variations {
  const field = promptField(definition);
  const prompt = field && input[field.name];
  if (field === undefined || typeof prompt !== "string") return { kind: "one", input };
  const found = alternativesIn(prompt, MOST_VARIATIONS);
  switch (found.kind) {
    case "one":
      return { kind: "one", input: { ...input, [field.name]: found.prompt } };
    case "several":
      return { kind: "several", inputs: found.prompts.map((each) => ({ ...input, [field.name]: each })) };
    case "too many":
      return found;
  }
}
