import type { APIApplicationCommandOption, RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Field, ModelDefinition } from "../models/definition.ts";
import { modelCommand } from "./model-command.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { privateOption } from "./private-option.ts";

/** Discord's bounds for one command. */
const MOST_OPTIONS = 25;
const MOST_CHARACTERS = 8000;

export interface RegistrationSize {
  readonly options: number;
  /** Names, descriptions and choices; of each text its longest language counts. */
  readonly characters: number;
}

/** How much of Discord's room a model's command takes. */
export function registrationSize(definition: ModelDefinition): RegistrationSize {
  return sizeOf(modelCommand(definition));
}

/** What a model's command is registered as: with the bot's own option, where Discord has room for it. */
export function fullCommand(definition: ModelDefinition): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const command = modelCommand(definition);
  const { options = [] } = command;
  const full = { ...command, options: [...options, privateOption] };
  return options.some(({ name }) => name === privateOption.name) || !isWithinBounds(sizeOf(full)) ? command : full;
}

function isWithinBounds({ options, characters }: RegistrationSize): boolean {
  return options <= MOST_OPTIONS && characters <= MOST_CHARACTERS;
}

function sizeOf({ options = [], ...command }: RESTPostAPIChatInputApplicationCommandsJSONBody): RegistrationSize {
  const characters = options.reduce((sum, option) => sum + wordsOf(option) + choicesOf(option), wordsOf(command));
  return { options: options.length, characters };
}

/** What the mapping of imported models asks of commands. */
export const commandForm = {
  optionsOf: (field: Field): string[] => slotsOf(field).map(optionName),
  reserved: [privateOption.name],
  fits: (definition: ModelDefinition): boolean => isWithinBounds(registrationSize(definition)),
  leavesRoom(definition: ModelDefinition): boolean {
    const { options = [] } = fullCommand(definition);
    return options.some(({ name }) => name === privateOption.name);
  },
};

type Translations = { readonly [locale: string]: string | null | undefined } | null | undefined;

interface Worded {
  readonly name: string;
  readonly name_localizations?: Translations;
  readonly description?: string | undefined;
  readonly description_localizations?: Translations;
}

function wordsOf(worded: Worded): number {
  return (
    longest(worded.name, worded.name_localizations) +
    longest(worded.description ?? "", worded.description_localizations)
  );
}

function choicesOf(option: APIApplicationCommandOption): number {
  const choices = "choices" in option ? (option.choices ?? []) : [];
  return choices.reduce((sum, choice) => sum + wordsOf(choice) + String(choice.value).length, 0);
}

function longest(text: string, translations: Translations): number {
  return Math.max(text.length, ...Object.values(translations ?? {}).map((translation) => translation?.length ?? 0));
}
