import type { BooleanField, ChoiceField, IntegerField, NumberField, TextField } from "../models/definition.ts";
import type { GivenValues } from "./model-given.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";

/** Nothing that shows: spaces, control characters, and characters that exist to be invisible. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]*$/u;

export function readText(field: TextField, given: GivenValues): Reading {
  const text = sound(given.strings.get(field.name) ?? "");
  if (INVISIBLE.test(text)) return field.required ? missing(field) : NOT_GIVEN;
  const trimmed = text.trim();
  const length = countCharacters(trimmed);
  if (length < (field.minLength ?? 0)) {
    return refused({ kind: "text_too_short", option: field.name, given: length, minimum: field.minLength ?? 0 });
  }
  return length <= field.maxLength
    ? accepted(trimmed)
    : refused({ kind: "text_too_long", option: field.name, given: length, maximum: field.maxLength });
}

/** Halves of characters and null bytes, which no client types: databases and relays choke on them. */
function sound(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/** The sentence about a prompt speaks of one; any other text is asked for by its name. */
function missing({ path, name }: TextField) {
  return refused({ kind: path === "prompt" ? "missing_prompt" : "missing_value", option: name });
}

/** As people count: a character outside the first 65,536 is one, not two. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function readNumber(field: IntegerField | NumberField, given: GivenValues): Reading {
  const value = given.numbers.get(field.name);
  if (value === undefined) return field.required ? refused({ kind: "missing_value", option: field.name }) : NOT_GIVEN;
  const checked = checkNumber(field.name, value, field, field.kind === "integer");
  if (!checked.ok) return checked;
  const { minimum, maximum, multipleOf } = field;
  const atOpenEnd =
    field.kind === "number" && ((field.above && value === minimum) || (field.below && value === maximum));
  if (atOpenEnd) return refused({ kind: "at_open_end", option: field.name, given: value });
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    return refused({ kind: "not_a_multiple", option: field.name, given: value, step: multipleOf });
  }
  return checked;
}

/** Steps such as 0.1 have no exact form: what differs by less than a millionth of a step counts as one. */
function isMultiple(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** `option` names the option at fault: a size's width is not a field of its own. */
export function checkNumber(
  option: string,
  value: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  whole: boolean,
): Reading {
  if (whole && !Number.isInteger(value)) return refused({ kind: "not_a_number", option, minimum, maximum });
  if (value < minimum || value > maximum) {
    return refused({ kind: "out_of_range", option, given: value, minimum, maximum });
  }
  return accepted(value);
}

export function readSwitch(field: BooleanField, given: GivenValues): Reading {
  const value = given.booleans.get(field.name);
  if (value === undefined) return field.required ? refused({ kind: "missing_value", option: field.name }) : NOT_GIVEN;
  return accepted(value);
}

export function readChoice(field: ChoiceField, given: GivenValues): Reading {
  const value = given.strings.get(field.name);
  if (value === undefined) return field.required ? refused({ kind: "missing_value", option: field.name }) : NOT_GIVEN;
  return field.open || field.choices.some((choice) => choice.value === value)
    ? accepted(value)
    : refused({ kind: "unknown_choice", option: field.name, given: value });
}
