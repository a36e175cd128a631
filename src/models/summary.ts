/** What a member asked of a model, in short. */
import { factWords } from "../texts/field-facts.ts";
import { type Locale, localize } from "../texts/localized.ts";
import type { Field, ModelDefinition, ModelInput, Size } from "./definition.ts";
import { describeValue } from "./describe-field.ts";

// The relay's own names, the same in every model of fal's that has them.
const PROMPT_PATH = "prompt";
const COUNT_PATH = "num_images";

/** The prompt as the member gave it: unescaped. Undefined for models without one. */
export function promptOf(definition: ModelDefinition, input: ModelInput): string | undefined {
  const value = valueAt(definition, input, PROMPT_PATH);
  return typeof value === "string" ? value : undefined;
}

/** How many pictures were asked for: what the member said, else the model's default, else one. */
export function imagesWanted(definition: ModelDefinition, input: ModelInput): number {
  const field = definition.fields.find((candidate) => candidate.path === COUNT_PATH);
  if (field?.kind !== "integer") return 1;
  const given = input[field.name];
  return typeof given === "number" ? given : (field.default ?? 1);
}

/** The pixels asked for, or undefined where the model takes its size from a ratio or from the picture given. */
export function sizeWanted(definition: ModelDefinition, input: ModelInput): Size | undefined {
  const field = definition.fields.find((candidate) => candidate.kind === "size");
  if (field === undefined) return undefined;
  const wanted = input[field.name] ?? field.default;
  if (typeof wanted === "object" && "width" in wanted) return { width: wanted.width, height: wanted.height };
  const preset = field.presets.find((candidate) => candidate.value === wanted);
  return preset && { width: preset.width, height: preset.height };
}

/**
 * The settings a member gave: "steps: 28 · guidance: 3.5", in the definition's order, empty when there are none.
 * The prompt and pictures are shown on their own. Unescaped: a value may be the member's own text.
 */
export function summarize(definition: ModelDefinition, input: ModelInput, locale: Locale): string {
  return definition.fields
    .flatMap((field) => {
      const value = input[field.name];
      if (value === undefined || !isSetting(field)) return [];
      const name = localize(field.displayName, locale).replaceAll("_", " ");
      return [factWords[locale].fact(name, describeValue(field, value, locale))];
    })
    .join(" · ");
}

function isSetting(field: Field): boolean {
  return field.path !== PROMPT_PATH && field.kind !== "image" && field.kind !== "images";
}

function valueAt(definition: ModelDefinition, input: ModelInput, path: string) {
  const field = definition.fields.find((candidate) => candidate.path === path);
  return field && input[field.name];
}
