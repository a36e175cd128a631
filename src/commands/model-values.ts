import type { BooleanField, ChoiceField, IntegerField, NumberField, TextField } from "../models/definition.ts";
import type { GivenValues } from "./model-given.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";

/** Nothing that shows: spaces, control characters, and characters that exist to be invisible. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]*$/u;

export function readText(field: TextField, given: GivenValues): Reading {
  const text = given.strings.get(field.name) ?? "";
  if (INVISIBLE.test(text)) return field.required ? refused({ kind: "missing_prompt", option: field.name }) : NOT_GIVEN;
  const trimmed = text.trim();
  const length = countCharacters(trimmed);
  return length <= field.maxLength
    ? accepted(trimmed)
    : refused({ kind: "text_too_long", option: field.name, given: length, maximum: field.maxLength });
}

/** As people count: a character outside the first 65,536 is one, not two. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function readNumber(field: IntegerField | NumberField, given: GivenValues): Reading {
  const value = given.numbers.get(field.name);
  if (value === undefined) return field.required ? refused({ kind: "wrong_kind", option: field.name }) : NOT_GIVEN;
  return checkNumber(field.name, value, field, field.kind === "integer");
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
  if (value === undefined) return field.required ? refused({ kind: "wrong_kind", option: field.name }) : NOT_GIVEN;
  return accepted(value);
}

export function readChoice(field: ChoiceField, given: GivenValues): Reading {
  const value = given.strings.get(field.name);
  if (value === undefined) return field.required ? refused({ kind: "wrong_kind", option: field.name }) : NOT_GIVEN;
  return field.choices.some((choice) => choice.value === value)
    ? accepted(value)
    : refused({ kind: "unknown_choice", option: field.name, given: value });
}
