import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { ACCEPTED_EXTENSIONS } from "../models/accepted-images.ts";
import type { Field, ModelDefinition } from "../models/definition.ts";
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
  switch (slot.part) {
    case "file":
      return { ...words, type: OPTION_TYPE_NUMBERS.attachment, file_types: ACCEPTED_EXTENSIONS };
    case "link":
      return { ...words, type: OPTION_TYPE_NUMBERS.string, max_length: LINK_MAX_LENGTH };
    case "links":
      return { ...words, type: OPTION_TYPE_NUMBERS.string, max_length: STRING_MAX_LENGTH };
    case "width":
    case "height":
      return {
        ...words,
        type: OPTION_TYPE_NUMBERS.integer,
        ...limits(field.kind === "size" ? field.custom : undefined),
      };
    case "value":
      return valueOption(field, { ...words, ...(field.required && { required: true }) });
  }
}

type Words = Pick<APIApplicationCommandBasicOption, "name" | "name_localizations" | "description" | "required">;

function valueOption(field: Field, words: Words): APIApplicationCommandBasicOption {
  switch (field.kind) {
    case "text": {
      const max_length = Math.min(field.maxLength, STRING_MAX_LENGTH);
      return { ...words, type: OPTION_TYPE_NUMBERS.string, ...(field.required && { min_length: 1 }), max_length };
    }
    case "integer":
      return { ...words, type: OPTION_TYPE_NUMBERS.integer, ...limits(field) };
    case "number":
      return { ...words, type: OPTION_TYPE_NUMBERS.number, ...limits(field) };
    case "boolean":
      return { ...words, type: OPTION_TYPE_NUMBERS.boolean };
    case "choice": {
      const choices = field.choices.map(({ value, label }) => choiceOf(value, (locale) => label[locale]));
      return { ...words, type: OPTION_TYPE_NUMBERS.string, choices };
    }
    case "size": {
      const choices = field.presets.map((preset) =>
        choiceOf(preset.value, (locale) => preset.label[locale] && presetLabel(preset, locale)),
      );
      return { ...words, type: OPTION_TYPE_NUMBERS.string, choices };
    }
    case "image":
    case "images":
      return { ...words, type: OPTION_TYPE_NUMBERS.attachment };
  }
}

function limits(bounds: { readonly minimum: number; readonly maximum: number } | undefined) {
  return bounds === undefined ? {} : { min_value: bounds.minimum, max_value: bounds.maximum };
}

function choiceOf(
  value: string,
  label: (locale: Locale) => string | undefined,
): APIApplicationCommandOptionChoice<string> {
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
