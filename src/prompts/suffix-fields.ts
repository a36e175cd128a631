import {
  type ChoiceField,
  type Field,
  fileTypeOf,
  type ModelDefinition,
  type ModelInput,
  type SizeField,
} from "../models/definition.ts";
import type { JsonValue } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import { choiceFor, hasShapes, shapeIn, sizeFor } from "./shapes.ts";
import { isKnownElsewhere, type Meaning, meaningOf } from "./suffix-names.ts";
import type { SuffixForm } from "./suffixes.ts";

/** What a suffix asks for of a model: one of its settings, a preset, or who sees the result. */
export type Wish =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "style" | "private" | "public" }
  | { readonly kind: "not taken" }
  | { readonly kind: "unknown" };

/** Where each meaning stands at the relay: the same names in every model of fal's that has them. */
const PATHS: Partial<Record<Meaning, readonly string[]>> = {
  seed: ["seed"],
  n: ["num_images", "num_outputs", "num_samples"],
  no: ["negative_prompt"],
  steps: ["num_inference_steps", "steps"],
  cfg: ["guidance_scale", "cfg_scale", "cfg"],
  strength: ["strength", "image_prompt_strength"],
  format: ["output_format"],
  quality: ["quality"],
};
const RATIO_PATHS = ["aspect_ratio", "ratio"];
const SIZE_PATHS = ["image_size", "size", "video_size", "resolution"];
/** Written in one go, and too long or too much of a form for a suffix. */
const UNWRITTEN: readonly Field["kind"][] = ["json"];

/** What a name of a suffix means to a model. Its own options come first, then what people call them elsewhere. */
export function wishOf(definition: ModelDefinition, name: string): Wish {
  const meaning = meaningOf(name);
  if (meaning === "style" || meaning === "private" || meaning === "public") return { kind: meaning };
  const own = settable(definition).find((field) => field.name === name);
  const field = own ?? (meaning === undefined ? undefined : fieldFor(definition, meaning));
  if (field !== undefined) return { kind: "field", field };
  return { kind: meaning !== undefined || isKnownElsewhere(name) ? "not taken" : "unknown" };
}

/** How the value of a suffix is read; undefined for a name that means nothing anywhere. */
export function formOf(definition: ModelDefinition, name: string): SuffixForm | undefined {
  const wish = wishOf(definition, name);
  switch (wish.kind) {
    case "field":
      if (wish.field.kind === "boolean") return "switch";
      return wish.field.kind === "text" || wish.field.kind === "list" ? "words" : "word";
    case "private":
    case "public":
      return "switch";
    case "style":
      return "word";
    case "not taken":
      return meaningOf(name) === "no" ? "words" : "word";
    case "unknown":
      return undefined;
  }
}

/** The suffixes a model takes, by the names people know, then by those of its other options. */
export function takenBy(definition: ModelDefinition): string[] {
  const meanings = (["ar", "size", ...Object.keys(PATHS)] as Meaning[]).flatMap((meaning) => {
    const field = fieldFor(definition, meaning);
    return field === undefined ? [] : [{ name: meaning, field }];
  });
  const named = new Set<Field>(meanings.map(({ field }) => field));
  const others = settable(definition).filter((field) => !named.has(field));
  return [...meanings.map(({ name }) => name), "style", "private", ...others.map(({ name }) => name)].map(
    (name) => `--${name}`,
  );
}

/** The name by which a field's value is written as a suffix, so that other models understand it as well. */
export function suffixNameOf(definition: ModelDefinition, field: Field): string {
  const meanings: Meaning[] = field.kind === "size" ? ["size"] : ["ar", ...(Object.keys(PATHS) as Meaning[])];
  return meanings.find((meaning) => fieldFor(definition, meaning) === field) ?? field.name;
}

export type SuffixValue = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false };

/** What a field gets for the words behind a suffix. Whether a number lies in its bounds is asked later, of every value. */
export function valueFor(field: Field, words: string): SuffixValue {
  const given = (value: JsonValue | undefined): SuffixValue =>
    value === undefined || value === "" ? { ok: false } : { ok: true, value };
  switch (field.kind) {
    case "integer":
    case "number": {
      const number = words === "" ? Number.NaN : Number(words.replace(",", "."));
      return Number.isFinite(number) ? given(number) : { ok: false };
    }
    case "boolean":
      return given(!/^(off|false|no|0)$/iu.test(words));
    case "size":
      return given(sizeCalled(field, words));
    case "choice":
      return given(choiceCalled(field, words));
    case "text":
    case "list":
      return given(words);
    default:
      return { ok: false };
  }
}

/** What a field of that kind is given like. */
export function exampleOf(field: Field): string {
  switch (field.kind) {
    case "integer":
    case "number":
      return String(field.default ?? Math.max(field.minimum, 1));
    case "size":
      return field.custom === undefined ? (field.presets[0]?.value ?? "1:1") : "16:9, 1024x768";
    case "choice":
      return field.choices
        .slice(0, 6)
        .map(({ value }) => value)
        .join(", ");
    case "boolean":
      return "on, off";
    default:
      return "…";
  }
}

/** The value that a finished or filled-in input has for a field, as a suffix says it; null for what none can say. */
export function wordsOf(field: Field, value: ModelInput[string]): string | null {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "object") return "width" in value ? `${value.width}x${value.height}` : null;
  if (field.kind === "list") return JSON.parse(String(value)).join(", ");
  return UNWRITTEN.includes(field.kind) ? null : String(value);
}

/** The fields that a suffix can set: all but the prompt, files and forms. */
export function settable(definition: ModelDefinition): Field[] {
  const prompt = promptField(definition);
  return definition.fields.filter(
    (field) => field !== prompt && fileTypeOf(field) === undefined && !UNWRITTEN.includes(field.kind),
  );
}

function fieldFor(definition: ModelDefinition, meaning: Meaning): Field | undefined {
  const fields = settable(definition);
  const sized = fields.find(({ kind }) => kind === "size");
  const shaped = (paths: readonly string[]) =>
    fields.find((field) => field.kind === "choice" && paths.includes(lastOf(field.path)) && hasShapes(field));
  if (meaning === "ar") return shaped(RATIO_PATHS) ?? sized ?? shaped(SIZE_PATHS);
  if (meaning === "size") {
    const named = fields.find((field) => field.kind === "choice" && SIZE_PATHS.includes(lastOf(field.path)));
    return sized ?? named ?? shaped(RATIO_PATHS);
  }
  const paths = PATHS[meaning] ?? [];
  return fields.find(({ path }) => paths.includes(lastOf(path)));
}

function lastOf(path: string): string {
  return path.split(".").at(-1) ?? "";
}

function sizeCalled(field: SizeField, words: string): JsonValue | undefined {
  const preset = called(field.presets, words);
  if (preset !== undefined) return preset;
  const shape = shapeIn(words);
  return shape === null ? undefined : sizeFor(field, shape);
}

function choiceCalled(field: ChoiceField, words: string): string | undefined {
  const choice = called(field.choices, words);
  if (choice !== undefined) return choice;
  const shape = hasShapes(field) ? shapeIn(words) : null;
  const shaped = shape === null ? undefined : choiceFor(field, shape);
  return shaped ?? (field.open === true ? words : undefined);
}

/** By its value or by its name in any language; "landscape" is the first of them. */
function called(
  choices: readonly { readonly value: string; readonly label: Readonly<Record<string, string>> }[],
  words: string,
): string | undefined {
  const wanted = plain(words);
  if (wanted === "") return undefined;
  const exact = choices.find(({ value, label }) =>
    [value, ...Object.values(label)].some((name) => plain(name) === wanted),
  );
  return (exact ?? choices.find(({ value }) => plain(value).startsWith(`${wanted}_`)))?.value;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll("-", "_");
}
