/** What a member asked of a model, in short. */
import { type Locale, localize } from "../texts/localized.ts";
import { cut } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { type Field, fileTypeOf, type ModelDefinition, type ModelInput, type Size } from "./definition.ts";
import { describeValue } from "./describe-field.ts";

// The relay's own names, the same in every model of fal's that has them.
const PROMPT_PATH = "prompt";
/** Some models have the word of OpenAI's interface for it. */
const COUNT_PATHS = ["num_images", "n"];
const STEPS_PATH = "num_inference_steps";
const DURATION_PATHS = ["duration", "duration_seconds", "seconds_total", "video_length"];

/** The field that holds what people want in words; a model of speech calls it its text. */
export function promptField({ fields }: ModelDefinition): Field | undefined {
  const texts = fields.filter(({ kind }) => kind === "text");
  return texts.find(({ path }) => path === PROMPT_PATH) ?? texts.find(({ required }) => required);
}

/** The prompt as the member gave it: unescaped. Undefined for models without one. */
export function promptOf(definition: ModelDefinition, input: ModelInput): string | undefined {
  const field = promptField(definition);
  const value = field && input[field.name];
  return typeof value === "string" ? value : undefined;
}

/** How many pictures were asked for: what the member said, else the model's default, else one. */
export function imagesWanted(definition: ModelDefinition, input: ModelInput): number {
  const field = definition.fields.find((candidate) => COUNT_PATHS.includes(candidate.path));
  if (field?.kind !== "integer") return 1;
  const given = input[field.name];
  return typeof given === "number" ? given : (field.default ?? 1);
}

/** The steps asked for; undefined for models without. */
export function stepsWanted(definition: ModelDefinition, input: ModelInput): number | undefined {
  const field = definition.fields.find((candidate) => candidate.path === STEPS_PATH);
  if (field?.kind !== "integer") return undefined;
  const given = input[field.name];
  return typeof given === "number" ? given : field.default;
}

/** The pixels asked for, or undefined where the model takes its size from a ratio or from the picture given. */
export function sizeWanted(definition: ModelDefinition, input: ModelInput): Size | undefined {
  const field = definition.fields.find((candidate) => candidate.kind === "size");
  if (field === undefined) return undefined;
  const wanted = input[field.name] ?? field.default;
  if (typeof wanted === "object" && "width" in wanted) return { width: wanted.width, height: wanted.height };
  const preset = field.presets.find((candidate) => candidate.value === wanted);
  if (preset?.width === undefined || preset.height === undefined) return undefined;
  return { width: preset.width, height: preset.height };
}

/** A clip for which neither the member nor the model's document names a length. */
const USUAL_SECONDS = 5;

/** How many seconds of video or sound were asked for, as far as the input tells: "5", "8s" or a number. */
export function secondsWanted(definition: ModelDefinition, input: ModelInput): number {
  const field = definition.fields.find((candidate) => DURATION_PATHS.includes(candidate.path));
  const wanted = field && (input[field.name] ?? ("default" in field ? field.default : undefined));
  const seconds = Number.parseFloat(String(wanted));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : USUAL_SECONDS;
}

/** The characters of every text the member wrote for the model to read. */
export function textLength(definition: ModelDefinition, input: ModelInput): number {
  const texts = definition.fields.filter(({ kind }) => kind === "text").map((field) => input[field.name]);
  return texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? text.length : 0), 0);
}

/** What is longer is known by its beginning; one text must not hide the other settings. */
const LONGEST_VALUE = 80;

/**
 * The settings a member gave: "steps: 28 · guidance: 3.5", in the definition's order, empty when there are none.
 * The prompt and pictures are shown on their own. Unescaped: a value may be the member's own text.
 */
export function summarize(definition: ModelDefinition, input: ModelInput, locale: Locale): string {
  const prompt = promptField(definition);
  return definition.fields
    .flatMap((field) => {
      const value = input[field.name];
      if (value === undefined || field === prompt || fileTypeOf(field) !== undefined) return [];
      const name = localize(field.displayName, locale).replaceAll("_", " ");
      const told = cut(describeValue(field, value, locale), LONGEST_VALUE);
      return [say(locale, "fact_setting", { name, value: told })];
    })
    .join(" · ");
}
