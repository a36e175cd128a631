import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { ACCEPTED_EXTENSIONS } from "../models/accepted-images.ts";
import type { ChoiceField, Field, ModelDefinition, SizeField } from "../models/definition.ts";
import { presetLabel } from "../models/describe-field.ts";
import { LOCALES, type Locale, type Localized, localize } from "../texts/localized.ts";
import { describeSlot, fitDescription } from "./model-descriptions.ts";
import { LINK_MAX_LENGTH } from "./model-images.ts";
import { type OptionSlot, optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";

// Discord's numbers: a slash command, installed to guilds, used there and in the bot's direct messages.
const CHAT_INPUT = 1;
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

/** The most Discord takes for a string option. */
const STRING_MAX_LENGTH = 6000;

/** The application command of a model: what members see when they type "/" and its name. */
export function modelCommand(definition: ModelDefinition): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { command, commandName, description, fields } = definition;
  const options = fields.flatMap((field) => slotsOf(field).map((slot) => optionOf(field, slot)));
  return {
    type: CHAT_INPUT,
    name: command,
    name_localizations: translations(commandName),
    description: fitDescription(localize(description, "en-US")),
    description_localizations: translations(description, fitDescription),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
    // Discord wants the required ones first; sort() keeps the order otherwise.
    options: options.sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false)),
  };
}

function optionOf(field: Field, slot: OptionSlot): APIApplicationCommandBasicOption {
  const words = {
    name: optionName(slot),
    name_localizations: translations(slot.name),
    description: describeSlot(field, slot, "en-US"),
    description_localizations: localizations((locale) =>
      field.description[locale] === undefined ? undefined : describeSlot(field, slot, locale),
    ),
  };
  const required = field.required ? { required: true } : {};
  switch (field.kind) {
    case "text": {
      const max_length = Math.min(field.maxLength, STRING_MAX_LENGTH);
      const min_length = field.required ? 1 : 0;
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.string, min_length, max_length };
    }
    case "integer":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.integer, ...limits(field) };
    case "number":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.number, ...limits(field) };
    case "boolean":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.boolean };
    case "choice":
      return { ...words, ...required, type: OPTION_TYPE_NUMBERS.string, choices: choicesOf(field) };
    case "size":
      return sizeOption(field, slot, words);
    case "image":
    case "images":
      return pictureOption(slot, words);
  }
}

type Choice = APIApplicationCommandOptionChoice<string>;
type Words = Pick<APIApplicationCommandBasicOption, "name" | "name_localizations" | "description">;

/** None of a size's options is required at Discord: a named size, or width and height, will do. */
function sizeOption(field: SizeField, slot: OptionSlot, words: Words): APIApplicationCommandBasicOption {
  return slot.part === "value"
    ? { ...words, type: OPTION_TYPE_NUMBERS.string, choices: presetChoices(field) }
    : { ...words, type: OPTION_TYPE_NUMBERS.integer, ...limits(field.custom) };
}

/** Nor of a picture's: a file or its address will do. */
function pictureOption(slot: OptionSlot, words: Words): APIApplicationCommandBasicOption {
  if (slot.part === "file") {
    return { ...words, type: OPTION_TYPE_NUMBERS.attachment, file_types: [...ACCEPTED_EXTENSIONS] };
  }
  const max_length = slot.part === "link" ? LINK_MAX_LENGTH : STRING_MAX_LENGTH;
  return { ...words, type: OPTION_TYPE_NUMBERS.string, max_length };
}

function limits(bounds: { readonly minimum: number; readonly maximum: number } | undefined) {
  return bounds === undefined ? {} : { min_value: bounds.minimum, max_value: bounds.maximum };
}

function choicesOf({ choices }: ChoiceField): Choice[] {
  return choices.map(({ value, label }) => choiceOf(value, (locale) => label[locale]));
}

function presetChoices({ presets }: SizeField): Choice[] {
  return presets.map((preset) =>
    choiceOf(preset.value, (locale) => preset.label[locale] && presetLabel(preset, locale)),
  );
}

function choiceOf(value: string, label: (locale: Locale) => string | undefined): Choice {
  return { name: label("en-US") ?? value, name_localizations: localizations(label), value };
}

function translations(text: Localized, shape: (text: string) => string = (same) => same) {
  return localizations((locale) => text[locale] && shape(text[locale]));
}

/** Discord's map of every language but English, which is the text itself. */
function localizations(textIn: (locale: Locale) => string | undefined): Partial<Record<Locale, string>> {
  const entries = LOCALES.filter((locale) => locale !== "en-US").map((locale) => [locale, textIn(locale)] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined));
}
