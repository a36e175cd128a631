import { type APIApplicationCommandOption, ApplicationCommandOptionType } from "discord.js";
import type { Asker } from "../../interaction.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { type Part, text } from "../moderation/parts.ts";
import { inLanguage, type ToldCommand } from "./topics.ts";

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
/** All texts of a message share 4,000 characters. */
const LIST_SHOWN = 3_300;

/** One of the bot's own commands, from what Discord was told of it. */
export function commandParts(command: ToldCommand, { locale }: Pick<Asker, "locale">): Part[] {
  const { name, names, description, descriptions, options } = command;
  const title = `/${inLanguage(name, names, locale)}`;
  const nested = options.some(({ type }) => type === Subcommand || type === SubcommandGroup);
  const lines = nested ? subcommandLines(options, title, locale) : options.map((option) => optionLine(option, locale));
  const heading = say(locale, nested ? "help_subcommands" : "help_settings");
  return [
    text(`## ${title}\n${inLanguage(description, descriptions, locale)}`),
    ...(lines.length === 0 ? [] : [text(`### ${heading}\n${lines.join("\n")}`, LIST_SHOWN)]),
  ];
}

/** A group in one line with the names of what is in it: who knows where to look finds the rest while typing. */
function subcommandLines(options: readonly APIApplicationCommandOption[], before: string, locale: Locale): string[] {
  return options.flatMap((option) => {
    const line = `\`${before} ${nameOf(option, locale)}\` · ${descriptionOf(option, locale)}`;
    if (option.type !== SubcommandGroup) return [line];
    return [line, `-# ${(option.options ?? []).map((inner) => nameOf(inner, locale)).join(" · ")}`];
  });
}

function optionLine(option: APIApplicationCommandOption, locale: Locale): string {
  const needed = option.required ? ` (${say(locale, "help_required")})` : "";
  return `**${nameOf(option, locale)}**${needed}: ${descriptionOf(option, locale)}`;
}

function nameOf(option: APIApplicationCommandOption, locale: Locale): string {
  return inLanguage(option.name, known(option.name_localizations), locale);
}

function descriptionOf(option: APIApplicationCommandOption, locale: Locale): string {
  return inLanguage(option.description, known(option.description_localizations), locale);
}

function known(texts: APIApplicationCommandOption["name_localizations"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts ?? {}).flatMap(([locale, text]) => (text ? [[locale, text]] : [])));
}
