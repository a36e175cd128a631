import { factWords } from "../texts/field-facts.ts";
import { type Locale, localize } from "../texts/localized.ts";
import type { Field, FieldValue, SizeField } from "./definition.ts";

/** What a field does with its bounds and its default, taken from its numbers: "How closely to follow the prompt, 1–20. Default 3.5". */
export function describeField(field: Field, locale: Locale): string {
  return localize(field.description, locale) + bounds(field, locale) + defaultOf(field, locale);
}

function bounds(field: Field, locale: Locale): string {
  const words = factWords[locale];
  switch (field.kind) {
    case "integer":
    case "number":
      return field.maximum === Number.MAX_SAFE_INTEGER ? "" : words.range(field.minimum, field.maximum);
    case "text":
      return words.atMostCharacters(field.maxLength);
    default:
      return "";
  }
}

function defaultOf(field: Field, locale: Locale): string {
  if (!("default" in field) || field.default === undefined) return "";
  return factWords[locale].defaultIs(describeValue(field, field.default, locale));
}

/** A value in a member's words: a choice by its label, a size with its pixels, a switch as on or off. Text comes back as it is. */
export function describeValue(field: Field, value: FieldValue, locale: Locale): string {
  if (typeof value === "boolean") return value ? factWords[locale].on : factWords[locale].off;
  if (typeof value === "string") return labelOf(field, value, locale);
  if (typeof value === "object" && "width" in value) return `${value.width}×${value.height}`;
  return String(value);
}

function labelOf(field: Field, value: string, locale: Locale): string {
  if (field.kind === "choice") {
    const choice = field.choices.find((candidate) => candidate.value === value);
    return choice === undefined ? value : localize(choice.label, locale);
  }
  if (field.kind === "size") {
    const preset = field.presets.find((candidate) => candidate.value === value);
    return preset === undefined ? value : presetLabel(preset, locale);
  }
  return value;
}

/** "Landscape 4:3 · 1024×768" */
export function presetLabel(preset: SizeField["presets"][number], locale: Locale): string {
  return `${localize(preset.label, locale)} · ${preset.width}×${preset.height}`;
}
