import type { Asker } from "../../interaction.ts";
import { type Field, fileTypeOf, type ModelDefinition } from "../../models/definition.ts";
import { describeField } from "../../models/describe-field.ts";
import { amountText } from "../../policy/sentences.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say, sentences } from "../../texts/say.ts";
import { type Part, text } from "../moderation/parts.ts";
import { generateLine, ownCommandLine } from "./command-line.ts";
import { examplesOf } from "./example.ts";
import { typedName } from "./overview-page.ts";
import type { Usable } from "./topics.ts";

const PHRASE_SHOWN = 200;
const LABEL_SHOWN = 40;
const MOST_CHOICES = 8;
/** All texts of a message share 4,000 characters; what is left belongs to the examples. */
const SETTINGS_SHOWN = 2_300;
const EXAMPLES_SHOWN = 1_200;

export interface ModelPage {
  readonly definition: ModelDefinition;
  readonly usable: Usable;
  /** What the first example would cost; null where nobody said so. */
  readonly priceMicros: number | null;
  readonly currency: GuildSettings["money"]["currency"];
}

/** A model: what it does, what can be set within which bounds, examples that can be sent as they are, and their price. */
export function modelParts(
  { definition, usable, priceMicros, currency }: ModelPage,
  { locale }: Pick<Asker, "locale">,
): Part[] {
  const own = usable.ownCommands.has(definition.command);
  const head = [
    `## ${plainText(definition.title, LABEL_SHOWN)}`,
    plainText(localize(definition.description, locale), PHRASE_SHOWN),
    own ? typedName(definition, usable, locale) : say(locale, "help_only_generate"),
  ];
  const examples = examplesOf(definition);
  const lines = examples.map((example) =>
    own ? ownCommandLine(definition, example, locale) : generateLine(definition, example, locale),
  );
  const byFile = definition.fields.some((field) => fileTypeOf(field) !== undefined);
  const tips = [
    ...(priceMicros === null || lines.length === 0
      ? []
      : [say(locale, "help_price", { price: amountText(priceMicros, currency, locale) })]),
    ...(byFile && lines.length > 0 ? [say(locale, "help_tip_link")] : []),
    ...(own ? [say(locale, "help_tip_generate")] : []),
  ];
  return [
    text(head.join("\n")),
    text(`### ${say(locale, "help_settings")}\n${settingsText(definition.fields, locale)}`),
    ...(lines.length > 0 ? [text(examplesText(lines, locale), EXAMPLES_SHOWN)] : []),
    ...(tips.length > 0 ? [text(`-# ${sentences(locale, tips)}`)] : []),
  ];
}

/** As many as there is room for, whole ones. */
function settingsText(fields: readonly Field[], locale: Locale): string {
  if (fields.length === 0) return say(locale, "help_no_settings");
  const lines: string[] = [];
  let length = 0;
  for (const field of fields) {
    const line = settingLine(field, locale);
    if (length + line.length > SETTINGS_SHOWN) {
      return [...lines, `-# ${say(locale, "help_more_settings", { count: fields.length - lines.length })}`].join("\n");
    }
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n");
}

function settingLine(field: Field, locale: Locale): string {
  const name = `**${plainText(localize(field.displayName, locale), LABEL_SHOWN)}**`;
  const needed = field.required ? ` (${say(locale, "help_required")})` : "";
  const facts = [plainText(describeField(field, locale), PHRASE_SHOWN), ...choicesText(field, locale)];
  return `${name}${needed}: ${facts.join("\n-# ")}`;
}

function choicesText(field: Field, locale: Locale): string[] {
  const values = field.kind === "choice" ? field.choices : field.kind === "size" ? field.presets : [];
  if (values.length === 0) return [];
  const shown = values.slice(0, MOST_CHOICES).map(({ label }) => plainText(localize(label, locale), LABEL_SHOWN));
  const more = values.length - shown.length;
  const choices = shown.join(" · ");
  return [
    more > 0 ? say(locale, "help_choices_more", { choices, count: more }) : say(locale, "help_choices", { choices }),
  ];
}

/** Nothing in a block of code is formatted, and nothing can end it early. */
function examplesText(lines: readonly string[], locale: Locale): string {
  const blocks = lines.map((line) => `\`\`\`\n${oneLine(line, EXAMPLES_SHOWN).replaceAll("`", "'")}\n\`\`\``);
  return [`### ${say(locale, "help_examples")}`, ...blocks].join("\n");
}
