import type { Size, SizeField } from "../models/definition.ts";
import type { GivenValues } from "./model-given.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";
import { checkNumber } from "./model-values.ts";

/** A named size, or a width and a height; never both. */
export function readSize(field: SizeField, given: GivenValues): Reading {
  const preset = given.strings.get(field.name);
  const sides = sideOptions(field);
  const width = given.numbers.get(sides.width);
  const height = given.numbers.get(sides.height);
  if (field.custom === undefined || (width === undefined && height === undefined)) return readPreset(field, preset);
  if (preset !== undefined) return refused({ kind: "size_twice", option: field.name });
  if (width === undefined || height === undefined) return refused({ kind: "size_incomplete", option: field.name });
  return readSides({ width, height }, sides, field.custom);
}

function readPreset(field: SizeField, preset: string | undefined): Reading {
  if (preset === undefined) return field.required ? refused({ kind: "size_missing", option: field.name }) : NOT_GIVEN;
  return field.presets.some((candidate) => candidate.value === preset)
    ? accepted(preset)
    : refused({ kind: "unknown_choice", option: field.name, given: preset });
}

function readSides(
  size: Size,
  options: Sides,
  bounds: { readonly minimum: number; readonly maximum: number },
): Reading {
  const sides = [
    checkNumber(options.width, size.width, bounds, true),
    checkNumber(options.height, size.height, bounds, true),
  ];
  const problems = sides.flatMap((side) => (side.ok ? [] : side.problems));
  return problems.length === 0 ? accepted(size) : refused(...problems);
}

interface Sides {
  readonly width: string;
  readonly height: string;
}

function sideOptions(field: SizeField): Sides {
  const named = (part: "width" | "height") => slotsOf(field).find((slot) => slot.part === part);
  const [width, height] = [named("width"), named("height")];
  return { width: width ? optionName(width) : "", height: height ? optionName(height) : "" };
}
