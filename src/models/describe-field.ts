import { type Locale, localize } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import type { Field, FieldValue, IntegerField, NumberField, SizePreset } from "./definition.ts";
import { exampleOf } from "./json-example.ts";

/** What a field does with its bounds and its default, taken from its numbers: "How closely to follow the prompt, 1–20. Default 3.5". */
export function describeField(field: Field, locale: Locale): string {
  return localize(field.description, locale) + fieldFacts(field, locale);
}

/** What follows a field's phrase: its bounds and its default. */
export function fieldFacts(field: Field, locale: Locale): string {
  return bounds(field, locale) + defaultOf(field, locale);
}

/** A text as long as a command's option can be needs no saying. */
const UNTOLD_LENGTH = 6000;
/** A longer default would push the phrase itself out of a description. */
const LONGEST_DEFAULT = 30;
/** Nobody reads more of it among other settings. */
const LONGEST_JSON = 60;

function bounds(field: Field, locale: Locale): string {
  switch (field.kind) {
    case "integer":
    case "number":
      return (
        range(field, locale) +
        (field.multipleOf === undefined ? "" : say(locale, "fact_multiple_of", { step: field.multipleOf }))
      );
    case "text":
      return field.maxLength >= UNTOLD_LENGTH ? "" : say(locale, "fact_characters", { maximum: field.maxLength });
    case "list":
      return say(locale, "fact_several");
    case "json":
      return field.path === "" ? "" : exampled(exampleOf(field.schema), locale);
    default:
      return "";
  }
}

function range(field: IntegerField | NumberField, locale: Locale): string {
  const from = field.minimum > Number.MIN_SAFE_INTEGER ? field.minimum : null;
  const to = field.maximum < Number.MAX_SAFE_INTEGER ? field.maximum : null;
  const above = field.kind === "number" && field.above === true;
  if (from !== null && to !== null) {
    return say(locale, above ? "fact_range_above" : "fact_range", { minimum: from, maximum: to });
  }
  if (to !== null) return say(locale, "fact_at_most", { maximum: to });
  // That something is not negative goes without saying.
  if (from === null || from === 0) return "";
  return say(locale, "fact_at_least", { minimum: from });
}

function exampled(example: string, locale: Locale): string {
  return example === "" ? say(locale, "fact_json") : say(locale, "fact_json_like", { example });
}

function defaultOf(field: Field, locale: Locale): string {
  if (!("default" in field) || field.default === undefined) return "";
  const value = Array.isArray(field.default)
    ? field.default.join(", ")
    : describeValue(field, field.default as FieldValue, locale);
  return value === "" || value.length > LONGEST_DEFAULT ? "" : say(locale, "fact_default", { value });
}

/** A value in a member's words: a choice by its label, a size with its pixels, a switch as on or off, a list with commas. */
export function describeValue(field: Field, value: FieldValue, locale: Locale): string {
  if (typeof value === "boolean") return say(locale, value ? "fact_on" : "fact_off");
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
  if (field.kind === "list") return JSON.parse(value).join(", ");
  if (field.kind === "json" && value.length > LONGEST_JSON) return `${value.slice(0, LONGEST_JSON - 1)}…`;
  return value;
}

/** "Landscape 4:3 · 1024×768" */
export function presetLabel({ label, width, height }: SizePreset, locale: Locale): string {
  const name = localize(label, locale);
  return width === undefined || height === undefined ? name : `${name} · ${width}×${height}`;
}
