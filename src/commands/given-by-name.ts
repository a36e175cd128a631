import type { GivenAttachment, GivenOption, GivenOptions } from "../interaction.ts";
import { claimsToBe } from "../models/accepted-files.ts";
import { type Field, fileTypeOf, type ModelDefinition } from "../models/definition.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import { type OptionSlot, optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";

/** What a member gives of a model when it has no options at hand: text, settings by name, files and addresses. */
export interface GivenLoosely {
  readonly prompt: string | undefined;
  readonly settings: JsonObject;
  readonly files: readonly GivenAttachment[];
  /** With spaces between them. */
  readonly links: string | undefined;
}

export type Arranged =
  | { readonly ok: true; readonly given: GivenOptions }
  | { readonly ok: false; readonly problem: "unknown_setting"; readonly name: string }
  | { readonly ok: false; readonly problem: "too_many_files"; readonly name: string }
  | { readonly ok: false; readonly problem: "no_prompt" };

/** The same as the model's own command would have given it. */
export function arrange(definition: ModelDefinition, loose: GivenLoosely): Arranged {
  const given: Record<string, GivenOption> = {};
  for (const [name, value] of Object.entries(loose.settings)) {
    const field = fieldCalled(definition, name);
    if (field !== undefined) Object.assign(given, optionsFor(field, value));
    else if (!giveSlot(definition, name, value, given)) return { ok: false, problem: "unknown_setting", name };
  }
  if (loose.prompt !== undefined) {
    const field = promptField(definition);
    if (field === undefined) return { ok: false, problem: "no_prompt" };
    Object.assign(given, optionsFor(field, loose.prompt));
  }
  for (const file of loose.files) {
    const option = freeFileOption(definition, file, given);
    if (option === undefined) return { ok: false, problem: "too_many_files", name: file.fileName };
    given[option] = { type: OPTION_TYPE_NUMBERS.attachment, attachment: file };
  }
  for (const link of loose.links?.split(/\s+/).filter(Boolean) ?? []) {
    if (!giveLink(definition, link, given)) return { ok: false, problem: "too_many_files", name: link };
  }
  return { ok: true, given };
}

/** A field by its option's name, or by the relay's: people copy both. */
function fieldCalled({ fields }: ModelDefinition, name: string): Field | undefined {
  return fields.find((field) => field.name === name) ?? fields.find(({ path }) => path !== "" && path === name);
}

/** Options beside a field's own one: "image_link", "width". */
function giveSlot(
  definition: ModelDefinition,
  name: string,
  value: JsonValue,
  given: Record<string, GivenOption>,
): boolean {
  const slot = definition.fields.flatMap(slotsOf).find((candidate) => optionName(candidate) === name);
  if (slot === undefined) return false;
  given[name] = optionOf(slot, value);
  return true;
}

function optionsFor(field: Field, value: JsonValue): Record<string, GivenOption> {
  const slots = slotsOf(field);
  const [first] = slots;
  if (first === undefined) return {};
  if (field.kind === "size" && isJsonObject(value)) {
    const sides = slots.filter(({ part }) => part === "width" || part === "height");
    return Object.fromEntries(sides.map((slot) => [optionName(slot), optionOf(slot, value[slot.part] ?? null)]));
  }
  if (fileTypeOf(field) !== undefined) {
    const link = slots.find(({ part }) => part === "link" || part === "links") ?? first;
    return { [optionName(link)]: optionOf(link, Array.isArray(value) ? value.join(" ") : value) };
  }
  return { [optionName(first)]: optionOf(first, plainValue(field, value)) };
}

function plainValue(field: Field, value: JsonValue): JsonValue {
  if (field.kind === "list" && Array.isArray(value)) return value.map(String).join(", ");
  if (field.kind === "json") return typeof value === "string" ? value : JSON.stringify(value);
  if (field.kind === "choice") return field.choices.find(({ sent }) => sent === value)?.value ?? String(value);
  return field.kind === "text" ? String(value) : value;
}

/** As Discord would give it: numbers may come as text from a form. */
function optionOf({ type }: OptionSlot, value: JsonValue): GivenOption {
  const number = OPTION_TYPE_NUMBERS[type];
  if ((type === "integer" || type === "number") && typeof value === "string" && value.trim() !== "") {
    return { type: number, value: Number(value) };
  }
  if (type === "string" && (typeof value === "number" || typeof value === "boolean"))
    return { type: number, value: String(value) };
  return typeof value === "object" ? { type: number } : { type: number, value };
}

/** The first field that wants such a file and has none yet. */
function freeFileOption(definition: ModelDefinition, file: GivenAttachment, given: GivenOptions): string | undefined {
  const wanting = definition.fields.filter((field) => {
    const type = fileTypeOf(field);
    return type !== undefined && claimsToBe(type, file.fileName, file.contentType);
  });
  const options = wanting
    .flatMap(slotsOf)
    .filter(({ part }) => part === "file")
    .map(optionName);
  return options.find((option) => given[option] === undefined);
}

function giveLink(definition: ModelDefinition, link: string, given: Record<string, GivenOption>): boolean {
  for (const field of definition.fields) {
    if (fileTypeOf(field) === undefined) continue;
    const slots = slotsOf(field);
    const address = slots.find(({ part }) => part === "link" || part === "links");
    if (address === undefined) continue;
    const option = optionName(address);
    const taken = slots.some((slot) => given[optionName(slot)] !== undefined);
    if (taken && address.part === "link") continue;
    const before = given[option]?.value;
    given[option] = { type: OPTION_TYPE_NUMBERS.string, value: before === undefined ? link : `${before} ${link}` };
    return true;
  }
  return false;
}
