import type { APIApplicationCommandBasicOption } from "discord.js";
import type { ModelDefinition } from "../models/definition.ts";
import { writePrice } from "../models/import/price-text.ts";
import { modelCommand } from "./model-command.ts";
import { registrationSize } from "./registration.ts";

const TYPE_WORDS: Readonly<Record<number, string>> = {
  3: "text",
  4: "whole number",
  5: "on/off",
  10: "number",
  11: "file",
};
const MOST_CHOICES_SHOWN = 6;

/** A model's command as members will see it, for an operator's terminal. */
export function previewOf(definition: ModelDefinition): string {
  const { name, description, options = [] } = modelCommand(definition);
  const { options: count, characters } = registrationSize(definition);
  const rows = options.map((option) => rowOf(option as APIApplicationCommandBasicOption));
  const width = Math.max(...rows.map(([label]) => label.length), 0);
  const kindWidth = Math.max(...rows.map(([, kind]) => kind.length), 0);
  const price = definition.price === undefined ? "not set" : `$${writePrice(definition.price)}`;
  return [
    `/${name}  ${description}`,
    ...rows.map(([label, kind, text]) => `  ${label.padEnd(width)}  ${kind.padEnd(kindWidth)}  ${text}`),
    "",
    `  ${definition.title} · ${definition.endpoint} · makes ${definition.output} · price ${price}`,
    `  ${count} of 25 options, ${characters} of 8,000 characters`,
    ...(definition.leftOut ?? []).map(({ name: left, why }) => `  left out: ${left} (${why})`),
  ].join("\n");
}

function rowOf(option: APIApplicationCommandBasicOption): [label: string, kind: string, text: string] {
  const kind = TYPE_WORDS[option.type] ?? "other";
  const choices = "choices" in option ? (option.choices ?? []) : [];
  const shown = choices.slice(0, MOST_CHOICES_SHOWN).map(({ name }) => name);
  const more = choices.length > shown.length ? `, … (${choices.length})` : "";
  const listed = shown.length > 0 ? ` [${shown.join(", ")}${more}]` : "";
  const typed = "autocomplete" in option && option.autocomplete ? " [offered while typing]" : "";
  return [`${option.name}${option.required ? " *" : ""}`, kind, `${option.description}${listed}${typed}`];
}
