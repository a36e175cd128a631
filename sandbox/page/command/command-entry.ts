import type { APIApplicationCommandBasicOption, APIApplicationCommandOption } from "discord-api-types/v10";
import type { APIApplicationCommand, OptionValue } from "../../discord/person-api.ts";
import { CommandKind, OptionKind } from "../protocol.ts";

export type Option = APIApplicationCommandBasicOption;

/** Something that can be sent: a command, or one subcommand of it. */
export interface CommandEntry {
  command: APIApplicationCommand;
  /** Canonical names under the command: [], ["set"] or ["limits", "set"]. */
  path: readonly string[];
  /** What is typed and shown, "limits set", in the person's language. */
  name: string;
  /** The same in Discord's canonical names. */
  canonicalName: string;
  description: string;
  /** Required ones first, as Discord demands of the application. */
  options: readonly Option[];
}

type Translations = Partial<Record<string, string | null>> | null | undefined;

/** The text for a person of this locale; Discord falls back to the untranslated one. */
export function translated(text: string, translations: Translations, locale: string): string {
  return translations?.[locale] ?? text;
}

export function optionName(option: { name: string; name_localizations?: Translations }, locale: string): string {
  return translated(option.name, option.name_localizations, locale);
}

export function optionDescription(
  option: { description: string; description_localizations?: Translations },
  locale: string,
): string {
  return translated(option.description, option.description_localizations, locale);
}

/** Every slash command and subcommand, alphabetical as the list shows them. */
export function commandEntries(commands: readonly APIApplicationCommand[], locale: string): CommandEntry[] {
  return commands
    .filter((command) => command.type === CommandKind.chatInput)
    .flatMap((command) => entriesOf(command, command, [], [optionName(command, locale)], locale))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

interface Node {
  name: string;
  description: string;
  description_localizations?: Translations;
  options?: readonly APIApplicationCommandOption[];
}

function entriesOf(
  command: APIApplicationCommand,
  node: Node,
  path: readonly string[],
  names: readonly string[],
  locale: string,
): CommandEntry[] {
  const options = node.options ?? [];
  const nested = options.filter(isNested);
  if (nested.length > 0)
    return nested.flatMap((child) =>
      entriesOf(command, child, [...path, child.name], [...names, optionName(child, locale)], locale),
    );
  return [
    {
      command,
      path,
      name: names.join(" "),
      canonicalName: [command.name, ...path].join(" "),
      description: optionDescription(node, locale),
      options: options.filter((option): option is Option => !isNested(option)),
    },
  ];
}

type Nested = Extract<APIApplicationCommandOption, { type: 1 | 2 }>;

function isNested(option: APIApplicationCommandOption): option is Nested {
  return option.type === OptionKind.subcommand || option.type === OptionKind.subcommandGroup;
}

/** Entries whose name begins with what was typed, then those that contain it in their name or description. */
export function filterEntries(entries: readonly CommandEntry[], typed: string): CommandEntry[] {
  const wanted = typed.toLowerCase();
  const rank = (entry: CommandEntry): number => {
    const names = [entry.name.toLowerCase(), entry.canonicalName];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.includes(wanted))) return 1;
    return wanted.length > 1 && entry.description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((ranked) => ranked.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((ranked) => ranked.entry);
}

/** Wraps an entry's values in its subcommand, as Discord's clients send them. */
export function nestOptions(entry: CommandEntry, values: OptionValue[]): OptionValue[] {
  const [group, subcommand] = entry.path;
  if (group === undefined) return values;
  if (subcommand === undefined) return [{ name: group, type: OptionKind.subcommand, options: values }];
  const inner = { name: subcommand, type: OptionKind.subcommand, options: values };
  return [{ name: group, type: OptionKind.subcommandGroup, options: [inner] }];
}
