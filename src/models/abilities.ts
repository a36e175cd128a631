import {
  type Ability,
  type Field,
  type FileField,
  type FilesField,
  fileTypeOf,
  type ModelDefinition,
  type NumberField,
  type SizeField,
  type TextField,
} from "./definition.ts";
import { promptField } from "./summary.ts";

// The relay's own names, the same in every model of fal's that has them.
const STRENGTH_PATH = "strength";
const SEED_PATH = "seed";
const COUNT_PATH = "num_images";
const SYSTEM_PROMPT_PATH = "system_prompt";
const MASK = /(^|[._])mask/;
/** How much larger an upscaler makes a picture. */
const SCALE = /^((up)?scale|upscal(e|ing)_factor|scale_factor|upscale_(by|mode)|target_(resolution|megapixels))$/;

/** The parts of a model's form that going on from a picture fills. */
export interface Parts {
  readonly image: FileField | FilesField | undefined;
  readonly mask: FileField | undefined;
  readonly prompt: TextField | undefined;
  readonly systemPrompt: TextField | undefined;
  readonly strength: NumberField | undefined;
  readonly size: SizeField | undefined;
  /** Members have to give something else as well: nobody can go on with a press. */
  readonly wantsMore: boolean;
}

export function partsOf(definition: ModelDefinition): Parts {
  const { fields } = definition;
  const at = (path: string) => fields.find((field) => field.path === path);
  const images = fields.filter((field): field is FileField | FilesField => fileTypeOf(field) === "image");
  const mask = images.find((field): field is FileField => field.kind === "image" && MASK.test(field.path));
  const pictures = images.filter((field) => !MASK.test(field.path));
  const image = pictures.find(({ required }) => required) ?? pictures[0];
  const prompt = promptField(definition);
  const [strength, systemPrompt] = [at(STRENGTH_PATH), at(SYSTEM_PROMPT_PATH)];
  const filled: readonly (Field | undefined)[] = [image, mask, prompt];
  return {
    image,
    mask,
    prompt: prompt?.kind === "text" ? prompt : undefined,
    systemPrompt: systemPrompt?.kind === "text" ? systemPrompt : undefined,
    strength: strength?.kind === "number" ? strength : undefined,
    size: fields.find((field) => field.kind === "size"),
    wantsMore:
      fields.some((field) => field.required && !filled.includes(field)) ||
      (image !== undefined && "minimum" in image && (image.minimum ?? 1) > 1),
  };
}

/**
 * Whether a model is for something, by what it takes and gives. A definition can say it itself: pictures that come out of
 * a picture alone may be larger, cut out, drawn anew, or anything else.
 */
export function does(definition: ModelDefinition, ability: Ability): boolean {
  const parts = partsOf(definition);
  if (parts.wantsMore || !CAN[ability](parts, definition)) return false;
  return definition.purpose === undefined ? LOOKS[ability](parts, definition) : definition.purpose === ability;
}

type Test = (parts: Parts, definition: ModelDefinition) => boolean;

const makesImages = ({ output }: ModelDefinition) => output === "images";
const fromImage: Test = ({ image, mask }, definition) =>
  makesImages(definition) && image !== undefined && !mask?.required;
const isUpscaler = ({ fields }: ModelDefinition) => fields.some(({ path }) => SCALE.test(path));
const withoutWords: Test = ({ prompt }) => !prompt?.required;

/** What it has to take and give. */
const CAN: Record<Ability, Test> = {
  draw: ({ image, prompt }, definition) => makesImages(definition) && prompt !== undefined && !image?.required,
  vary: fromImage,
  edit: (parts, definition) => fromImage(parts, definition) && parts.prompt !== undefined,
  inpaint: ({ image, mask, prompt }, definition) =>
    makesImages(definition) && image !== undefined && mask !== undefined && prompt !== undefined,
  upscale: (parts, definition) => fromImage(parts, definition) && withoutWords(parts, definition),
  cut_out: (parts, definition) => fromImage(parts, definition) && withoutWords(parts, definition),
  describe: ({ image, mask }, { output }) => output === "text" && image !== undefined && !mask?.required,
  improve_prompt: ({ image, prompt }, { output }) => output === "text" && prompt !== undefined && !image?.required,
};

/** What tells it from others that take and give the same. */
const LOOKS: Record<Ability, Test> = {
  draw: () => true,
  vary: (parts, definition) => parts.strength !== undefined || redraws(parts, definition),
  edit: ({ image, prompt, strength }) =>
    image?.required === true && prompt?.required === true && strength === undefined,
  inpaint: () => true,
  upscale: ({ image }, definition) => image?.required === true && isUpscaler(definition),
  cut_out: () => false,
  describe: ({ image }) => image?.required === true,
  improve_prompt: () => true,
};

/** A picture alone goes in, and as many new ones as wanted come out, each seed another: a model of variations. */
function redraws({ image, prompt, size }: Parts, definition: ModelDefinition): boolean {
  const has = (path: string) => definition.fields.some((field) => field.path === path);
  const alone = image?.required === true && prompt === undefined;
  return alone && has(SEED_PATH) && (size !== undefined || has(COUNT_PATH)) && !isUpscaler(definition);
}
