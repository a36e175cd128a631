import { sizeLabels } from "../../texts/field-choices.ts";
import { leftOutReasons } from "../../texts/imported-fields.ts";
import type { Localized } from "../../texts/localized.ts";
import type { SizeField, SizePreset } from "../definition.ts";
import { optionNameOf } from "./names.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";
import type { FieldPlan, Part } from "./part.ts";

/** fal's toolkit names 14142 wherever a model has no bound of its own; sixteen megapixels are as much as anyone orders on purpose. */
const LARGEST_SIDE = 4096;

/** What fal's toolkit means by its named sizes. */
const PIXELS: Readonly<Record<string, readonly [number, number]>> = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
};

/** Named sizes and a free width and height, or only the latter. */
export function planSize({ label, path, schema }: Part): FieldPlan | null {
  const { forms } = schema;
  const free = forms.filter(isSides);
  const [sides] = free;
  const named = forms.filter((form) => !free.includes(form));
  if (sides === undefined || free.length > 1 || !named.every(({ values }) => values !== undefined)) return null;
  const values = named
    .flatMap(({ values }) => values ?? [])
    .filter((value) => typeof value === "string" && value !== "");
  const presets = [...new Set(values)].flatMap((value) => (typeof value === "string" ? [presetOf(value)] : []));
  const { custom, capped } = boundsOf(sides);
  const standard = presets.find(({ value }) => value === schema.default)?.value;
  const make: FieldPlan["make"] = (start): SizeField => ({
    ...start,
    kind: "size",
    presets,
    custom,
    ...(standard === undefined ? {} : { default: standard }),
  });
  return {
    name: label === "image_size" ? "size" : optionNameOf(label),
    make,
    ...(standard === undefined ? {} : { default: standard }),
    notes: capped ? [{ name: path, why: leftOutReasons.large_sides }] : [],
  };
}

function isSides(form: OpenApiSchema): boolean {
  return form.types.join() === "object" && [...form.properties.keys()].sort().join() === "height,width";
}

function boundsOf(form: OpenApiSchema) {
  const sides = [...form.properties.values()].map(({ plain }) => plain);
  const numbers = (keyword: string) => sides.map((side) => side[keyword]).filter((bound) => typeof bound === "number");
  const minimum = Math.max(
    1,
    ...numbers("minimum"),
    ...numbers("exclusiveMinimum").map((bound) => Math.floor(bound) + 1),
  );
  const told = Math.min(...numbers("maximum"), ...numbers("exclusiveMaximum").map((bound) => Math.ceil(bound) - 1));
  const maximum = Math.max(minimum, Math.min(told, LARGEST_SIDE));
  return { custom: { minimum, maximum }, capped: told > LARGEST_SIDE };
}

function presetOf(value: string): SizePreset {
  const labels: Readonly<Record<string, Localized>> = sizeLabels;
  const known = Object.hasOwn(PIXELS, value) ? PIXELS[value] : undefined;
  const [, wide, high] = /^(\d{2,5})\s*[x×*]\s*(\d{2,5})$/i.exec(value) ?? [];
  const [width, height] = known ?? [Number(wide), Number(high)];
  const label = known ? (labels[value] ?? { "en-US": value }) : { "en-US": value };
  if (!(width && height)) return { value, label };
  // "1024x1536" says its pixels itself: a choice that says them twice reads badly.
  return { value, label: known ? label : directionOf(width, height), width, height };
}

function directionOf(width: number, height: number): Localized {
  if (width === height) return { "en-US": "Square" };
  return width > height ? { "en-US": "Landscape" } : { "en-US": "Portrait" };
}
