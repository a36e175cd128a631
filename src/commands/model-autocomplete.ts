import type { GivenOptions } from "../interaction.ts";
import type { Field, ModelDefinition } from "../models/definition.ts";
import { presetLabel } from "../models/describe-field.ts";
import { type Locale, localize } from "../texts/localized.ts";

export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/** What Discord shows at once, and how long each may be. */
const MOST_SHOWN = 25;
const TEXT_MAX = 100;

/** What a member is offered while typing into an option of a model's. */
export function suggestionsFor(
  definition: ModelDefinition,
  given: GivenOptions,
  option: string,
  locale: Locale,
): Suggestion[] {
  const field = definition.fields.find(({ name }) => name === option);
  if (field === undefined) return [];
  const typed = String(given[option]?.value ?? "");
  return field.kind === "list"
    ? nextOfList(field.choices ?? [], typed)
    : fitting(offersOf(field, locale), typed, isOpen(field));
}

function offersOf(field: Field, locale: Locale): Suggestion[] {
  if (field.kind === "choice")
    return field.choices.map(({ value, label }) => ({ name: localize(label, locale), value }));
  if (field.kind === "size")
    return field.presets.map((preset) => ({ name: presetLabel(preset, locale), value: preset.value }));
  return [];
}

function isOpen(field: Field): boolean {
  return field.kind === "choice" && field.open === true;
}

/** Those that begin with what was typed, then those that have it inside; what was typed itself, where anything goes. */
export function fitting(offers: readonly Suggestion[], typed: string, open = false): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const texts = ({ name, value }: Suggestion) => [name.toLowerCase(), value.toLowerCase()];
  const begins = offers.filter((offer) => texts(offer).some((text) => text.startsWith(wanted)));
  const holds = offers.filter((offer) => !begins.includes(offer) && texts(offer).some((text) => text.includes(wanted)));
  const own = open && wanted !== "" && !offers.some(({ value }) => value === typed.trim());
  const all = [...(own ? [{ name: typed.trim(), value: typed.trim() }] : []), ...begins, ...holds];
  return all
    .filter(({ value }) => value.length <= TEXT_MAX)
    .map(({ name, value }) => ({ name: name.slice(0, TEXT_MAX), value }))
    .slice(0, MOST_SHOWN);
}

/** The next entry, behind those that stand already. */
function nextOfList(choices: readonly string[], typed: string): Suggestion[] {
  const cut = typed.lastIndexOf(",") + 1;
  const before = typed.slice(0, cut).trim();
  const standing = new Set(before.split(",").map((entry) => entry.trim().toLowerCase()));
  const left = choices.filter((choice) => !standing.has(choice.toLowerCase()));
  return fitting(
    left.map((choice) => ({ name: choice, value: choice })),
    typed.slice(cut),
  )
    .map(({ value }) => (before === "" ? value : `${before} ${value}`))
    .filter((value) => value.length <= TEXT_MAX)
    .map((value) => ({ name: value, value }));
}
