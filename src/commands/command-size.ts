import type { APIApplicationCommandOption, RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";

type SlashCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Discord's bounds for one command, and for a name in it. */
const MOST_OPTIONS = 25;
const MOST_CHARACTERS = 8000;
const NAME_MAX_LENGTH = 32;

export interface RegistrationSize {
  readonly options: number;
  /** Names, descriptions and choices; of each text its longest language counts. */
  readonly characters: number;
}

export function isWithinBounds({ options, characters }: RegistrationSize): boolean {
  return options <= MOST_OPTIONS && characters <= MOST_CHARACTERS;
}

export function sizeOf({ options = [], ...command }: SlashCommand): RegistrationSize {
  const characters = options.reduce((sum, option) => sum + wordsOf(option) + choicesOf(option), wordsOf(command));
  return { options: options.length, characters };
}

/** The command as large as Discord takes it: where all languages are too much, options are described in English alone. */
export function withinRoom(command: SlashCommand): SlashCommand {
  const { options = [] } = command;
  const distinct = { ...command, options: withDistinctNames(options) };
  if (isWithinBounds(sizeOf(distinct))) return distinct;
  return { ...distinct, options: distinct.options.map((option) => ({ ...option, description_localizations: null })) };
}

/**
 * No two options share a name in any language, and none is too long: what a model's document calls "picture" and "image"
 * may be one word elsewhere. There they keep their English names, which nobody else has.
 */
function withDistinctNames(options: readonly APIApplicationCommandOption[]): APIApplicationCommandOption[] {
  const english = new Set(options.map(({ name }) => name));
  const taken = new Set<string>();
  return options.map((option) => {
    const kept = Object.entries(option.name_localizations ?? {}).filter(([locale, name]) => {
      if (typeof name !== "string" || name.length > NAME_MAX_LENGTH) return false;
      const key = `${locale} ${name}`;
      if (taken.has(key) || (name !== option.name && english.has(name))) return false;
      taken.add(key);
      return true;
    });
    return { ...option, name_localizations: Object.fromEntries(kept) };
  });
}

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
