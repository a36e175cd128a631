import type { Field, ModelDefinition, ModelInput } from "../models/definition.ts";
import { isJsonObject, type JsonValue } from "../models/json-value.ts";

/** Addresses of LoRAs are texts, too, but not for anyone to read. */
const NOT_WORDS = /(^|\.)(loras|.*_url|path)(\.|$)/;

/** What a member wrote in words, wherever the model takes any. */
export function readableTexts(definition: ModelDefinition, input: ModelInput): string[] {
  const texts: string[] = [];
  throughTexts(definition, input, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The input with each text that a member wrote as `read` gives it back. */
export function throughTexts(
  definition: ModelDefinition,
  input: ModelInput,
  read: (text: string) => string,
): ModelInput {
  const changed = definition.fields.flatMap((field): [string, string][] => {
    const given = input[field.name];
    if (typeof given !== "string" || !holdsWords(field)) return [];
    const text = isKeptAsJson(field) ? throughJson(given, field.path, read) : read(given);
    return text === given ? [] : [[field.name, text]];
  });
  return changed.length === 0 ? input : { ...input, ...Object.fromEntries(changed) };
}

/** Texts, choices that take others as well, lists of free words, and whatever has no simpler form. */
function holdsWords(field: Field): boolean {
  if (NOT_WORDS.test(field.path)) return false;
  if (field.kind === "choice") return field.open === true;
  if (field.kind === "list") return field.choices === undefined;
  return field.kind === "text" || field.kind === "json";
}

function isKeptAsJson({ kind }: Field): boolean {
  return kind === "list" || kind === "json";
}

function throughJson(given: string, path: string, read: (text: string) => string): string {
  const value: JsonValue = JSON.parse(given);
  const changed = throughValue(value, path, read);
  return JSON.stringify(changed) === JSON.stringify(value) ? given : JSON.stringify(changed);
}

function throughValue(value: JsonValue, path: string, read: (text: string) => string): JsonValue {
  if (typeof value === "string") return NOT_WORDS.test(path) ? value : read(value);
  if (Array.isArray(value)) return value.map((each) => throughValue(each, path, read));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, throughValue(inner, `${path}.${name}`, read)]),
  );
}
