import type { APIApplicationCommandBasicOption } from "discord.js";
import type { ModelDefinition } from "../../models/definition.ts";
import { writePrice } from "../../models/import/price-text.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Planned } from "../import-plan.ts";
import { modelCommand } from "../model-command.ts";
import { button, container, messageOf, type Part, row, text } from "../moderation/parts.ts";
import type { Reader } from "../moderation/value-text.ts";
import { registrationSize } from "../registration.ts";
import { operatorId } from "./custom-ids.ts";

const LEAF = 30;
const NAMED = 15;
const REASONS_SHOWN = 300;
const DESCRIPTION_SHOWN = 90;
const MOST_CHOICES = 5;
/** All texts of a message share 4,000 characters. */
const OPTIONS_SHOWN = 2_300;
const NOTES_SHOWN = 900;

type Ready = Extract<Planned, { kind: "ready" }>;
type Locale = Reader["locale"];

/** All models, also those that are not offered. */
export function modelsView(models: readonly ModelDefinition[], page: number, locale: Locale): object {
  const shown = models.slice(page * LEAF, (page + 1) * LEAF);
  const lines = shown.map((definition) =>
    say(locale, "op_model_line", {
      command: definition.command,
      place: say(locale, `op_place_${definition.offer ?? "command"}`),
      price: priceText(definition, locale),
    }),
  );
  const leaves = [
    ...(page > 0 ? [button(operatorId("models", String(page - 1)), "‹")] : []),
    ...(models.length > (page + 1) * LEAF ? [button(operatorId("models", String(page + 1)), "›")] : []),
  ];
  const parts: Part[] = [
    text(`## ${say(locale, "op_models_title", { count: models.length })}`),
    ...(lines.length === 0 ? [] : [text(lines.join("\n"))]),
    ...(leaves.length === 0 ? [] : [row(...leaves)]),
  ];
  return messageOf(container("panel", parts));
}

/** A model's command as members will see it in this language, what was left out and why, and what it costs. */
export function previewParts(definition: ModelDefinition, locale: Locale): Part[] {
  const { name, description, description_localizations, options = [] } = modelCommand(definition);
  const size = registrationSize(definition);
  const lines = options.map((option) => optionLine(option as APIApplicationCommandBasicOption, locale));
  const facts = say(locale, "op_preview_facts", {
    title: plainText(definition.title, DESCRIPTION_SHOWN),
    endpoint: definition.endpoint,
    output: definition.output,
    price: priceText(definition, locale),
  });
  const leftOut = (definition.leftOut ?? []).map(({ name: left, why }) => `\`${left}\` (${why})`).join(", ");
  const notes = [
    facts,
    say(locale, "op_preview_size", { options: size.options, characters: size.characters }),
    ...(leftOut === "" ? [] : [say(locale, "op_preview_left_out", { fields: leftOut })]),
  ];
  return [
    text(`## /${name}\n${plainText(description_localizations?.[locale] ?? description, DESCRIPTION_SHOWN)}`),
    text(lines.join("\n"), OPTIONS_SHOWN),
    text(notes.map((note) => `-# ${note}`).join("\n"), NOTES_SHOWN),
  ];
}

function optionLine(option: APIApplicationCommandBasicOption, locale: Locale): string {
  const name = option.name_localizations?.[locale] ?? option.name;
  const words = plainText(option.description_localizations?.[locale] ?? option.description, DESCRIPTION_SHOWN);
  const choices = "choices" in option ? (option.choices ?? []) : [];
  const listed = choices.slice(0, MOST_CHOICES).map((choice) => choice.name_localizations?.[locale] ?? choice.name);
  const more = choices.length > listed.length ? `, … (${choices.length})` : "";
  const notes = [
    ...(option.required ? [say(locale, "op_preview_required")] : []),
    ...(listed.length > 0 ? [`${oneLine(listed.join(", "), DESCRIPTION_SHOWN)}${more}`] : []),
    ...("autocomplete" in option && option.autocomplete ? [say(locale, "op_preview_complete")] : []),
  ];
  return [`- \`${name}\``, words, ...notes].join(" · ");
}

/** What an import would come to, with what decides about it. `pending` names what was put aside for that. */
export function planView(
  planned: readonly Planned[],
  pending: string,
  known: readonly string[],
  locale: Locale,
): object {
  const ready = planned.filter((each) => each.kind === "ready");
  const [only] = ready;
  const parts =
    planned.length === 1 && only !== undefined ? onePlanned(only, known, locale) : manyPlanned(planned, locale);
  if (ready.length === 0) return messageOf(container("panel", parts));
  const label =
    ready.length === 1 ? say(locale, "button_op_add") : say(locale, "button_op_add_many", { count: ready.length });
  const buttons = row(
    button(operatorId("add", pending), label, "on"),
    button(operatorId("drop", pending), say(locale, "button_op_drop")),
  );
  return messageOf(container("panel", [...parts, buttons]));
}

function onePlanned({ definition, endpoint }: Ready, known: readonly string[], locale: Locale): Part[] {
  const notes = [
    ...(known.includes(endpoint) ? [say(locale, "op_preview_again")] : []),
    ...(definition.offer === "generate" ? [say(locale, "op_preview_elsewhere")] : []),
    ...(definition.price === undefined ? [say(locale, "op_preview_price")] : []),
  ];
  return [...previewParts(definition, locale), ...(notes.length === 0 ? [] : [text(notes.join("\n"))])];
}

function manyPlanned(planned: readonly Planned[], locale: Locale): Part[] {
  const ready = planned.filter((each) => each.kind === "ready");
  const refused = planned.filter((each) => each.kind === "impossible");
  const there = planned.length - ready.length - refused.length;
  const sections = [
    ready.length === 0
      ? ""
      : list(
          say(locale, "op_preview_many", { count: ready.length }),
          ready.map(({ definition, endpoint }) => `\`/${definition.command}\` · ${endpoint}`),
          locale,
        ),
    refused.length === 0
      ? ""
      : list(
          say(locale, "op_preview_refused", { count: refused.length }),
          refused.map(({ endpoint, reasons }) => oneLine(`${endpoint}: ${reasons.join("; ")}`, REASONS_SHOWN)),
          locale,
        ),
    there === 0 ? "" : say(locale, "op_preview_there", { count: there }),
  ];
  return sections.filter((each) => each !== "").map((each) => text(each, 1_700));
}

function list(head: string, items: readonly string[], locale: Locale): string {
  const more = items.length - NAMED;
  const shown = items.slice(0, NAMED).map((item) => `- ${item}`);
  return [head, ...shown, ...(more > 0 ? [say(locale, "op_and_more", { count: more })] : [])].join("\n");
}

export function priceText({ price }: Pick<ModelDefinition, "price">, locale: Locale): string {
  return price === undefined ? say(locale, "op_no_price") : `$${writePrice(price)}`;
}
