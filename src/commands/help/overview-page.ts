import type { Asker } from "../../interaction.ts";
import { fileTypeOf, type ModelDefinition } from "../../models/definition.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { type Part, text } from "../moderation/parts.ts";
import { CHAT_INPUT, inLanguage, type ToldCommand, type Usable } from "./topics.ts";

const MOST_OF_A_KIND = 10;
const PHRASE_SHOWN = 100;
/** All texts of a message share 4,000 characters. */
const MODELS_SHOWN = 2_100;
const COMMANDS_SHOWN = 1_300;

const KINDS = ["draw", "from_pictures", "video", "audio", "text", "files"] as const;
type Kind = (typeof KINDS)[number];

/** What someone can make here, by kinds, and what else there is. */
export function overviewParts(usable: Usable, { locale }: Pick<Asker, "locale">): Part[] {
  const byKind = Map.groupBy(usable.models, kindOf);
  const kinds = KINDS.flatMap((kind) => {
    const models = byKind.get(kind);
    return models === undefined ? [] : [kindParagraph(kind, models, usable, locale)];
  });
  const models = kinds.length === 0 ? say(locale, "help_none") : kinds.join("\n");
  return [
    text(`## ${say(locale, "help_title")}\n${say(locale, "help_start")}`),
    text(models, MODELS_SHOWN),
    text(besideParagraph(usable.commands, locale), COMMANDS_SHOWN),
    text(`-# ${say(locale, "help_hint")}`),
  ];
}

/** What people type to reach a model, in their language. */
export function typedName(definition: ModelDefinition, { ownCommands }: Usable, locale: Locale): string {
  return ownCommands.has(definition.command)
    ? `\`/${localize(definition.commandName, locale)}\``
    : `\`/generate\` ${plainText(definition.title, PHRASE_SHOWN)}`;
}

function kindOf({ output, fields }: ModelDefinition): Kind {
  if (output === "video" || output === "audio" || output === "text") return output;
  if (output !== "images") return "files";
  const fromFile = fields.some((field) => field.required === true && fileTypeOf(field) !== undefined);
  return fromFile ? "from_pictures" : "draw";
}

function kindParagraph(kind: Kind, models: readonly ModelDefinition[], usable: Usable, locale: Locale): string {
  const lines = models.slice(0, MOST_OF_A_KIND).map((definition) => {
    const phrase = plainText(localize(definition.description, locale), PHRASE_SHOWN);
    return `${typedName(definition, usable, locale)} · ${phrase}`;
  });
  const more = models.length - lines.length;
  return [
    `### ${say(locale, `help_${kind}`)}`,
    ...lines,
    ...(more > 0 ? [`-# ${say(locale, "help_more_models", { count: more })}`] : []),
  ].join("\n");
}

function besideParagraph(commands: readonly ToldCommand[], locale: Locale): string {
  const typed = commands.filter(({ type }) => type === CHAT_INPUT);
  const menus = commands
    .filter(({ type }) => type !== CHAT_INPUT)
    .map(({ name, names }) => inLanguage(name, names, locale));
  return [
    `### ${say(locale, "help_beside")}`,
    ...typed.map(
      ({ name, names, description, descriptions }) =>
        `\`/${inLanguage(name, names, locale)}\` · ${oneLine(inLanguage(description, descriptions, locale), PHRASE_SHOWN)}`,
    ),
    ...(menus.length > 0
      ? [say(locale, "help_on_messages", { names: menus.map((name) => `**${name}**`).join(", ") })]
      : []),
  ].join("\n");
}
