import type { ListField } from "../models/definition.ts";
import type { GivenValues } from "./model-given.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";

/** Commas of either script, semicolons, or line ends from a form. */
const BETWEEN = /[,\uFF0C\u3001;\uFF1B\n]/;

/** Several texts with commas between them, each once, kept as JSON. */
export function readList(field: ListField, given: GivenValues): Reading {
  const entries = splitList(given.strings.get(field.name) ?? "");
  if (entries.length === 0) {
    return field.required ? refused({ kind: "missing_value", option: field.name }) : NOT_GIVEN;
  }
  if (entries.length > field.maximum) {
    const { name: option, maximum } = field;
    return refused({ kind: "too_many_entries", option, given: entries.length, maximum });
  }
  const spelled = entries.map((entry) => spelling(field, entry));
  const unknown = entries.find((_, index) => spelled[index] === undefined);
  return unknown === undefined
    ? accepted(JSON.stringify([...new Set(spelled)]))
    : refused({ kind: "unknown_choice", option: field.name, given: unknown });
}

export function splitList(text: string): string[] {
  return text
    .split(BETWEEN)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** The entry as the relay spells it, whatever its letters' case; undefined where it knows no such entry. */
function spelling({ choices }: ListField, entry: string): string | undefined {
  if (choices === undefined || choices.includes(entry)) return entry;
  return choices.find((choice) => choice.toLowerCase() === entry.toLowerCase());
}
