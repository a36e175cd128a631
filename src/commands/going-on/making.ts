import type { Answer, Asker, GivenAttachment, GivenOption } from "../../interaction.ts";
import { does, partsOf } from "../../models/abilities.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type {
  Ability,
  FieldValue,
  FileField,
  FilesField,
  InputImage,
  ModelDefinition,
  Size,
} from "../../models/definition.ts";
import { sizeLike } from "../../models/sizes.ts";
import { modelOpenTo } from "../../policy/model-access.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { OPEN_SETTINGS } from "../../policy/settings.ts";
import { askForPictures, type PictureOptions } from "../ask-for-pictures.ts";
import { optionName, slotsOf } from "../model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../model-option-types.ts";
import { readOptions } from "../model-options.ts";
import { problemText } from "../model-problems.ts";
import { hasPicture, placeOf, type SourcePicture } from "./source-picture.ts";

export interface MakingOptions extends PictureOptions {
  readonly models: ModelCatalog;
  readonly policies: Pick<PolicyStore, "settings">;
}

/** The models that can do something and are open to this member here, in the order members meet them in lists. */
export async function modelsFor(
  asker: Asker,
  ability: Ability,
  { models, policies, placeOf: completed }: MakingOptions,
): Promise<readonly ModelDefinition[]> {
  const able = models.all.filter((definition) => does(definition, ability));
  if (able.length === 0) return [];
  const settings = asker.guildId === null ? OPEN_SETTINGS : await policies.settings(asker.guildId);
  const place = await completed(asker.place);
  return able.filter((definition) => modelOpenTo(settings, { member: asker.member, place }, definition));
}

/** What a member said besides the picture, as far as the model takes it. */
export interface Filling {
  readonly prompt?: string;
  /** Tells a model of language what is wanted of it. */
  readonly instruction?: string;
  /** From 0, which changes nothing, to 1. */
  readonly strength?: number;
  readonly mask?: GivenAttachment | InputImage;
  /** Models with a size of their own are asked for one like this. */
  readonly size?: Size | null;
}

/** Asks a model to make something of a picture, or of words alone. */
export async function makeFrom(
  asker: Asker,
  definition: ModelDefinition,
  source: SourcePicture,
  filling: Filling,
  options: MakingOptions,
): Promise<Answer> {
  const { given, settled } = asked(definition, source, filling);
  const read = readOptions(definition, given, settled);
  if (read.ok) return askForPictures(asker, definition, read.input, options, { wentOnFrom: placeOf(source) });
  const sentences = read.problems.map((problem) => problemText(problem, definition, asker.locale));
  return { kind: "notice", text: sentences.join("\n") };
}

/** As the model's own command would give it, beside what no option can give. */
function asked(definition: ModelDefinition, source: SourcePicture, filling: Filling) {
  const { image, mask, prompt, systemPrompt, strength, size } = partsOf(definition);
  const { instruction } = filling;
  const given: Record<string, GivenOption> = {};
  const settled: Record<string, FieldValue> = {};
  const picture = imageOf(source);
  if (image && picture) take(image, picture, given, settled);
  if (mask && filling.mask) take(mask, filling.mask, given, settled);
  const words = systemPrompt ? [filling.prompt] : [instruction, filling.prompt];
  if (prompt) given[prompt.name] = text(words.filter(Boolean).join("\n\n"));
  if (systemPrompt && instruction) given[systemPrompt.name] = text(instruction);
  if (strength && filling.strength !== undefined)
    settled[strength.name] = Math.min(Math.max(filling.strength, strength.minimum), strength.maximum);
  const alike = size && filling.size ? sizeLike(size, filling.size) : null;
  if (size && alike !== null) settled[size.name] = alike;
  return { given, settled };
}

function take(
  field: FileField | FilesField,
  file: GivenAttachment | InputImage,
  given: Record<string, GivenOption>,
  settled: Record<string, FieldValue>,
): void {
  const slot = slotsOf(field).find(({ part }) => part === "file");
  if ("source" in file) settled[field.name] = field.kind === "image" ? file : [file];
  else if (slot) given[optionName(slot)] = { type: OPTION_TYPE_NUMBERS.attachment, attachment: file };
}

function text(value: string): GivenOption {
  return { type: OPTION_TYPE_NUMBERS.string, value };
}

function imageOf(source: SourcePicture): GivenAttachment | InputImage | null {
  if (!hasPicture(source)) return null;
  if (source.kind === "message") return source.given;
  return source.file && { source: "archived", path: source.file.path, mime: source.file.mime };
}

/** In pixels, where they are known. */
export function pixelsOf(source: SourcePicture): Size | null {
  const { width, height } = (source.kind === "message" ? source.given : source.file) ?? { width: null, height: null };
  return width === null || height === null ? null : { width, height };
}
