import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { acceptedExtensions } from "../models/accepted-files.ts";
import {
  type ChoiceField,
  type Field,
  fileTypeOf,
  type ModelDefinition,
  type SizeField,
} from "../models/definition.ts";
import { presetLabel } from "../models/describe-field.ts";
import { promptField } from "../models/summary.ts";
import { type Locale, localizations, localize, translation, translations } from "../texts/localized.ts";
import { withinRoom } from "./command-size.ts";
import { describeSlot, fitDescription } from "./model-descriptions.ts";
import { LINK_MAX_LENGTH } from "./model-files.ts";
import { type OptionSlot, optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";

// Discord's numbers: a slash command, installed to guilds, used there and in the bot's direct messages.
const CHAT_INPUT = 1;
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

/** The most Discord takes for a string option. */
const STRING_MAX_LENGTH = 6000;
/** The most choices Discord shows at once; more are offered while typing. */
export const MOST_CHOICES = 25;
/** How many file types an attachment option can name. */
const MOST_FILE_TYPES = 10;

/** The application command of a model: what members see when they type "/" and its name. */
export function modelCommand(definition: ModelDefinition): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { command, commandName, description, fields } = definition;
  const prompt = promptField(definition);
  const options = fields.flatMap((field) => slotsOf(field).map((slot) => optionOf(field, slot, field === prompt)));
  return withinRoom({
    type: CHAT_INPUT,
    name: command,
    name_localizations: translations(commandName),
    description: fitDescription(localize(description, "en-US")),
    description_localizations: localizations((locale) => shortened(translation(description, locale))),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
    // Discord wants the required ones first; sort() keeps the order otherwise.
    options: options.sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false)),
  });
}

/** Prompts are offered while one is typed; anything else may be typed all the same. */
function optionOf(field: Field, slot: OptionSlot, isPrompt: boolean): APIApplicationCommandBasicOption {
  const words = {
    name: optionName(slot),
    name_localizations: translations(slot.name),
    description: describeSlot(field, slot, "en-US"),
    description_localizations: localizations((locale) =>
      translation(field.description, locale) === undefined ? undefined : describeSlot(field, slot, locale),
    ),
  };
  const required = field.required ? { required: true } : {};
  switch (field.kind) {
    case "text": {
      const max_length = Math.min(field.maxLength, STRING_MAX_LENGTH);
      const min_length = field.required ? 1 : 0;
      const typed = isPrompt ? { autocomplete: true } : {};
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.string, min_length, max_length, ...typed };
    }
    case "integer":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.integer, ...limits(field) };
    case "number":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.number, ...limits(field) };
    case "boolean":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.boolean };
    case "choice":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.string, ...offered(field) };
    case "size":
      return sizeOption(field, slot, words);
    case "list":
      return {
        ...words,
        ...required,
        type: OPTION_TYPE_NUMBERS.string,
        ...(field.choices ? { autocomplete: true } : {}),
      };
    case "json":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.string, max_length: STRING_MAX_LENGTH };
    default:
      return fileOption(field, slot, words);
  }
}

/** Whether members are offered values of a field while they type. */
export function completes(field: Field): boolean {
  if (field.kind === "list") return field.choices !== undefined;
  if (field.kind === "choice") return field.open === true || field.choices.length > MOST_CHOICES;
  return field.kind === "size" && field.presets.length > MOST_CHOICES;
}

function offered(field: ChoiceField) {
  return completes(field) ? { autocomplete: true } : { choices: choicesOf(field) };
}

type Choice = APIApplicationCommandOptionChoice<string>;
type Words = Pick<APIApplicationCommandBasicOption, "name" | "name_localizations" | "description">;

/** None of a size's options is required at Discord: a named size, or width and height, will do. */
function sizeOption(field: SizeField, slot: OptionSlot, words: Words): APIApplicationCommandBasicOption {
  if (slot.part !== "value") return { ...words, type: OPTION_TYPE_NUMBERS.integer, ...limits(field.custom) };
  const shown = completes(field) ? { autocomplete: true } : { choices: presetChoices(field) };
  return { ...words, type: OPTION_TYPE_NUMBERS.string, ...shown };
}

/** Nor of a file's: the file or its address will do. */
function fileOption(field: Field, slot: OptionSlot, words: Words): APIApplicationCommandBasicOption {
  if (slot.part === "file") {
    const file_types = acceptedExtensions(fileTypeOf(field) ?? "file").slice(0, MOST_FILE_TYPES);
    const option = { ...words, type: OPTION_TYPE_NUMBERS.attachment };
    return file_types.length > 0 ? { ...option, file_types } : option;
  }
  const max_length = slot.part === "link" ? LINK_MAX_LENGTH : STRING_MAX_LENGTH;
  return { ...words, type: OPTION_TYPE_NUMBERS.string, max_length };
}

function limits(bounds: { readonly minimum: number; readonly maximum: number } | undefined) {
  return bounds === undefined ? {} : { min_value: bounds.minimum, max_value: bounds.maximum };
}

function choicesOf({ choices }: ChoiceField): Choice[] {
  return choices.map(({ value, label }) => choiceOf(value, (locale) => translation(label, locale)));
}

function presetChoices({ presets }: SizeField): Choice[] {
  return presets.map((preset) =>
    choiceOf(preset.value, (locale) => translation(preset.label, locale) && presetLabel(preset, locale)),
  );
}

function choiceOf(value: string, label: (locale: Locale) => string | undefined): Choice {
  return { name: label("en-US") ?? value, name_localizations: localizations(label), value };
}

function shortened(text: string | undefined): string | undefined {
  return text && fitDescription(text);
}
