import type { Size, SizeField } from "../models/definition.ts";
import { heightName, widthName } from "../texts/field-companions.ts";
import type { GivenValues } from "./model-given.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";
import { checkNumber } from "./model-values.ts";

const WIDTH = widthName["en-US"];
const HEIGHT = heightName["en-US"];

/** A named size, or a width and a height; never both. */
export function readSize(field: SizeField, given: GivenValues): Reading {
  const preset = given.strings.get(field.name);
  const width = given.numbers.get(WIDTH);
  const height = given.numbers.get(HEIGHT);
  if (field.custom === undefined || (width === undefined && height === undefined)) return readPreset(field, preset);
  if (preset !== undefined) return refused({ kind: "size_twice", option: field.name });
  if (width === undefined || height === undefined) return refused({ kind: "size_incomplete", option: field.name });
  return readSides({ width, height }, field.custom);
}

function readPreset(field: SizeField, preset: string | undefined): Reading {
  if (preset === undefined) return field.required ? refused({ kind: "wrong_kind", option: field.name }) : NOT_GIVEN;
  return field.presets.some((candidate) => candidate.value === preset)
    ? accepted(preset)
    : refused({ kind: "unknown_choice", option: field.name, given: preset });
}

function readSides(size: Size, bounds: { readonly minimum: number; readonly maximum: number }): Reading {
  const sides = [checkNumber(WIDTH, size.width, bounds, true), checkNumber(HEIGHT, size.height, bounds, true)];
  const problems = sides.flatMap((side) => (side.ok ? [] : side.problems));
  return problems.length === 0 ? accepted(size) : refused(...problems);
}
