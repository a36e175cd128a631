import { alternativesIn, withoutAlternatives } from "../../models/alternatives.ts";
import {
  type Field,
  type FieldValue,
  fileTypeOf,
  type ModelDefinition,
  type ModelInput,
} from "../../models/definition.ts";
import { describeValue } from "../../models/describe-field.ts";
import { promptField } from "../../models/summary.ts";
import { formOf } from "../../prompts/suffix-fields.ts";
import { parseSuffixes, withoutSuffixes } from "../../prompts/suffixes.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { type OptionSlot, slotsOf } from "../model-option-slots.ts";

// The relay's own name, the same in every model of fal's that has it.
const SEED_PATH = "seed";
const PROMPT_MOST = 6_000;

/** The same request with the seed that it was made with: all its digits as text where a number would round them. */
export function withSeedMade(definition: ModelDefinition, input: ModelInput, seed: string | null): ModelInput {
  const field = definition.fields.find(({ path }) => path === SEED_PATH);
  if (field?.kind !== "integer" || seed === null || !/^\d{1,20}$/.test(seed)) return input;
  const number = Number(seed);
  return { ...input, [field.name]: Number.isSafeInteger(number) ? number : seed };
}

/** What no option can give, because Discord's numbers end at 2^53. */
export function longNumbersIn({ fields }: ModelDefinition, input: ModelInput): ModelInput {
  const long = fields.filter(({ kind, name }) => kind === "integer" && typeof input[name] === "string");
  const names = new Set(long.map(({ name }) => name));
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.has(name)));
}

/** The command as a member would type it in their language: "/flux prompt:a fox size:Square · 512×512". */
export function commandText(definition: ModelDefinition, input: ModelInput, locale: Locale): string {
  const prompt = promptField(definition);
  const long = longNumbersIn(definition, input);
  const options = definition.fields.flatMap((field) => {
    if (field.name in long) return [];
    const given = input[field.name];
    const value = field === prompt && typeof given === "string" ? asWritten(definition, given) : given;
    return value === undefined ? [] : optionsOf(field, value, locale);
  });
  return [`/${localize(definition.commandName, locale)}`, ...options].join(" ");
}

/** Enough to tell one text from several. */
const SEVERAL = 2;

/** A prompt as it has to be written, so that what looks like a suffix or like alternatives in it stays what it was. */
function asWritten(definition: ModelDefinition, prompt: string): string {
  const read = alternativesIn(prompt, SEVERAL);
  const plain = read.kind === "one" && read.prompt === prompt ? prompt : withoutAlternatives(prompt);
  const parsed = parseSuffixes(plain, (name) => formOf(definition, name));
  return parsed.prompt === plain.trim() ? plain : withoutSuffixes(plain);
}

function optionsOf(field: Field, value: FieldValue, locale: Locale): string[] {
  const slots = slotsOf(field);
  if (fileTypeOf(field) !== undefined) return linksOf(value, slots, locale);
  const sides = typeof value === "object" && "width" in value ? value : null;
  return slots.flatMap((slot) => {
    if (slot.part === "value") return sides === null ? [option(slot, typed(field, value, locale), locale)] : [];
    const isSide = slot.part === "width" || slot.part === "height";
    return sides !== null && isSide
      ? [option(slot, String(sides[slot.part === "width" ? "width" : "height"]), locale)]
      : [];
  });
}

/** An attachment cannot be typed; an address can. */
function linksOf(value: FieldValue, slots: readonly OptionSlot[], locale: Locale): string[] {
  const files = Array.isArray(value) ? value : typeof value === "object" && "source" in value ? [value] : [];
  const links = files.flatMap((file) => (file.source === "link" ? [file.url] : []));
  const slot = slots.find(({ part }) => part === "link" || part === "links");
  return slot === undefined || links.length === 0 ? [] : [option(slot, links.join(" "), locale)];
}

/** Whether some of its files cannot be typed. */
export function hasUntypedFiles(input: ModelInput): boolean {
  return Object.values(input)
    .flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]))
    .some((value) => typeof value === "object" && value !== null && "source" in value && value.source !== "link");
}

function option(slot: OptionSlot, value: string, locale: Locale): string {
  return `${localize(slot.name, locale)}:${oneLine(value, PROMPT_MOST)}`;
}

function typed(field: Field, value: FieldValue, locale: Locale): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return field.kind === "json" ? String(value) : describeValue(field, value, locale);
}
