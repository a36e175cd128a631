import type { GivenOptions } from "../../interaction.ts";
import {
  type Field,
  type FileType,
  fileTypeOf,
  type IntegerField,
  type ModelDefinition,
  type NumberField,
} from "../../models/definition.ts";
import { exampleOf } from "../../models/json-example.ts";
import { promptField } from "../../models/summary.ts";
import { type OptionSlot, optionName, slotsOf } from "../model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../model-option-types.ts";
import { readOptions } from "../model-options.ts";

/** A value of an example, in the option that gives it. */
export interface ExampleValue {
  readonly field: Field;
  readonly slot: OptionSlot;
  readonly value: string | number | boolean;
}
export type Example = readonly ExampleValue[];

/** Prompts are no texts of ours: models understand English best. */
const PROMPTS: Readonly<Record<"draw" | "change" | "video" | "audio" | "text", string>> = {
  draw: "a lighthouse in a storm, oil painting",
  change: "make it a rainy evening in autumn",
  video: "waves roll slowly onto a beach at sunset",
  audio: "Good morning! The kettle is on.",
  text: "Describe this in two sentences.",
};
const LINKS: Readonly<Record<FileType, string>> = {
  image: "https://example.com/picture.png",
  video: "https://example.com/clip.mp4",
  audio: "https://example.com/voice.mp3",
  file: "https://example.com/file.zip",
};
const SEED_PATH = "seed";
const SEED = 42;

/** What members can copy: what the model needs and nothing else, then the same with a setting or two. Only what it would take. */
export function examplesOf(definition: ModelDefinition): readonly Example[] {
  const needed = definition.fields.filter(({ required }) => required);
  const prompt = promptField(definition);
  const fields = prompt === undefined || needed.includes(prompt) ? needed : [prompt, ...needed];
  const plain = fields.flatMap((field) => exampleValues(field, definition) ?? []);
  const rich = [...plain, ...settingsOf(definition, fields)];
  return [plain, rich].filter(
    (example, index, all) =>
      example.length > (all[index - 1]?.length ?? 0) && readOptions(definition, givenIn(example)).ok,
  );
}

/** The example as Discord would send it. */
export function givenIn(example: Example): GivenOptions {
  return Object.fromEntries(
    example.map(({ slot, value }) => [optionName(slot), { type: OPTION_TYPE_NUMBERS[slot.type], value }]),
  );
}

/** The first choice or size that is not what comes anyway, and a seed. */
function settingsOf({ fields }: ModelDefinition, taken: readonly Field[]): ExampleValue[] {
  const free = fields.filter((field) => !taken.includes(field) && field.needs === undefined);
  const shape = free.map(otherThanUsual).find((each) => each !== null);
  const seed = free.find(({ path, kind }) => path === SEED_PATH && kind === "integer");
  return [...(shape ? [shape] : []), ...(seed ? inOption(seed, SEED) : [])];
}

function otherThanUsual(field: Field): ExampleValue | null {
  const values = field.kind === "choice" ? field.choices : field.kind === "size" ? field.presets : [];
  const standard = "default" in field ? field.default : undefined;
  const other = values.find(({ value }) => value !== standard);
  return other === undefined ? null : (inOption(field, other.value)[0] ?? null);
}

function exampleValues(field: Field, definition: ModelDefinition): readonly ExampleValue[] {
  switch (field.kind) {
    case "text":
      return inOption(field, textFor(field, definition));
    case "integer":
    case "number":
      return inOption(field, field.default ?? numberFor(field));
    case "boolean":
      return inOption(field, field.default ?? true);
    case "choice":
      return inOption(field, field.default ?? field.choices[0]?.value ?? "");
    case "size":
      return sizeFor(field);
    case "list":
      return inOption(field, (field.default ?? field.choices?.slice(0, 1) ?? ["one"]).join(", "));
    case "json":
      return inOption(field, exampleOf(field.schema));
    default:
      return linksFor(field);
  }
}

function inOption(field: Field, value: ExampleValue["value"]): ExampleValue[] {
  const [slot] = slotsOf(field);
  return slot === undefined ? [] : [{ field, slot, value }];
}

function sizeFor(field: Extract<Field, { kind: "size" }>): ExampleValue[] {
  const preset = field.default ?? field.presets[0]?.value;
  if (preset !== undefined) return inOption(field, preset);
  const { minimum = 0, maximum = 0 } = field.custom ?? {};
  const side = Math.min(Math.max(1024, minimum), maximum);
  return slotsOf(field).map((slot) => ({ field, slot, value: side }));
}

function linksFor(field: Field): ExampleValue[] {
  const slot = slotsOf(field).find(({ part }) => part === "link" || part === "links");
  if (slot === undefined) return [];
  const least = "minimum" in field && slot.part === "links" ? (field.minimum ?? 1) : 1;
  const link = LINKS[fileTypeOf(field) ?? "file"];
  return [{ field, slot, value: Array.from({ length: least }, () => link).join(" ") }];
}

function textFor(field: Extract<Field, { kind: "text" }>, definition: ModelDefinition): string {
  if (field.default !== undefined && field.default !== "") return field.default;
  const wanted = field === promptField(definition) ? promptFor(definition) : "example";
  const long = wanted.length < (field.minLength ?? 0) ? wanted.padEnd(field.minLength ?? 0, ` ${wanted}`) : wanted;
  return long.slice(0, field.maxLength);
}

function promptFor({ output, fields }: ModelDefinition): string {
  if (output === "video" || output === "audio" || output === "text") return PROMPTS[output];
  const fromFile = fields.some((field) => field.required === true && fileTypeOf(field) !== undefined);
  return PROMPTS[fromFile ? "change" : "draw"];
}

/** Within open ends, too, and a multiple where only those are taken. */
function numberFor({ kind, minimum, maximum, multipleOf = 1 }: IntegerField | NumberField): number {
  const least = minimum > Number.MIN_SAFE_INTEGER ? minimum : Math.min(1, maximum);
  const middle = maximum < Number.MAX_SAFE_INTEGER ? (least + maximum) / 2 : least + multipleOf;
  return kind === "integer" ? Math.ceil(middle / multipleOf) * multipleOf : middle;
}
