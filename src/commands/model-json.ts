import type * as Ajv from "ajv/dist/2020.js";
import type { Ajv2020, ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type * as Yaml from "yaml";
import { lazily } from "../lazily.ts";
import type { JsonField } from "../models/definition.ts";
import { colorsFrom } from "../models/json-color.ts";
import { isJsonObject, type JsonSchema, type JsonValue } from "../models/json-value.ts";
import type { JsonRule } from "../texts/json-rules.ts";
import type { GivenValues } from "./model-given.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";

/** Discord's bound for a string option; what comes by another way is held to the same. */
const MAX_LENGTH = 6000;

/** JSON as a member writes it, held to the field's schema and kept as JSON. */
export function readJson(field: JsonField, given: GivenValues): Reading {
  const text = (given.strings.get(field.name) ?? "").trim();
  if (text === "") return field.required ? refused({ kind: "missing_value", option: field.name }) : NOT_GIVEN;
  if (text.length > MAX_LENGTH) {
    return refused({ kind: "text_too_long", option: field.name, given: text.length, maximum: MAX_LENGTH });
  }
  const value = looseJson(text, field.schema);
  if (value === undefined) return refused({ kind: "not_json", option: field.name, near: text });
  const misfit = misfitOf(value, field.schema);
  if (misfit !== null) return refused({ kind: "json_misfit", option: field.name, ...misfit });
  return accepted(JSON.stringify(value));
}

/**
 * JSON, also with quotes left away as people do: "{seed: 5, styles: [noir]}", and without the outermost braces;
 * of a list also its one entry.
 * Undefined for what cannot be read.
 */
export function looseJson(text: string, schema: JsonSchema): JsonValue | undefined {
  const colors = colorsFrom(text, schema);
  if (colors !== undefined) return colors;
  const plain = parsed(text);
  if (plain !== undefined && fits(plain, schema)) return plain;
  const wrapped = parsed(takes(schema, "object") ? `{${text}}` : `[${text}]`);
  if (wrapped !== undefined && fits(wrapped, schema)) return wrapped;
  if (fits(text, schema)) return text;
  return [plain, wrapped].find((value) => typeof value === "object");
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return parsedLoosely(text);
  }
}

/** YAML's flow form is JSON with the quotes left away; its aliases could grow without bound and are not taken. */
function parsedLoosely(text: string): JsonValue | undefined {
  try {
    const value: unknown = yaml().parse(text, { maxAliasCount: 0, schema: "core", logLevel: "error" });
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}

const yaml = lazily<typeof Yaml>("yaml");
const schemas = lazily<typeof Ajv>("ajv/dist/2020.js");
let ajv: Ajv2020 | null = null;
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

function checkOf(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  ajv ??= new (schemas().Ajv2020)({ strict: false, allErrors: true, validateFormats: false, multipleOfPrecision: 6 });
  const check = ajv.compile(schema);
  compiled.set(schema, check);
  return check;
}

function fits(value: JsonValue, schema: JsonSchema): boolean {
  return checkOf(schema)(value);
}

/** The first place where a value does not fit its schema, and what it must be there; null when it fits. */
export function misfitOf(value: JsonValue, schema: JsonSchema): { place: string; rule: JsonRule } | null {
  const check = checkOf(schema);
  if (check(value)) return null;
  const errors = check.errors ?? [];
  // Of a union every branch complains: what went wrong deepest inside is what the member meant.
  const deepest = errors
    .filter(({ keyword }) => keyword !== "anyOf" && keyword !== "oneOf")
    .toSorted((one, other) => depth(other) - depth(one))[0];
  const error = deepest ?? errors[0];
  if (error === undefined) return { place: "", rule: { rule: "other" } };
  return { place: error.instancePath.slice(1).replaceAll("/", "."), rule: ruleOf(error) };
}

function depth({ instancePath }: ErrorObject): number {
  return instancePath.split("/").length;
}

const BOUNDS: Readonly<Record<string, Extract<JsonRule, { bound: number }>["rule"]>> = {
  minimum: "least",
  maximum: "most",
  exclusiveMinimum: "above",
  exclusiveMaximum: "below",
  minItems: "entries_least",
  maxItems: "entries_most",
  minLength: "length_least",
  maxLength: "length_most",
};

function ruleOf({ keyword, params }: ErrorObject): JsonRule {
  const bound = BOUNDS[keyword];
  if (bound !== undefined) return { rule: bound, bound: Number(params["limit"]) };
  switch (keyword) {
    case "type":
      return { rule: "type", wanted: [params["type"]].flat().join(",") };
    case "enum":
      return { rule: "choice", wanted: listed(params["allowedValues"]) };
    case "const":
      return { rule: "choice", wanted: listed([params["allowedValue"]]) };
    case "required":
      return { rule: "missing", name: String(params["missingProperty"]) };
    case "additionalProperties":
      return { rule: "unknown", name: String(params["additionalProperty"]) };
    case "multipleOf":
      return { rule: "step", bound: Number(params["multipleOf"]) };
    default:
      return { rule: "other" };
  }
}

const MOST_LISTED = 12;

function listed(values: unknown): string {
  const all = (Array.isArray(values) ? values : []).map((value) => JSON.stringify(value));
  return all.length <= MOST_LISTED ? all.join(", ") : `${all.slice(0, MOST_LISTED).join(", ")} …`;
}

function takes(schema: JsonSchema, type: string): boolean {
  const types = [schema["type"]].flat();
  if (types.includes(type)) return true;
  const branches = schema["anyOf"] ?? schema["oneOf"];
  return Array.isArray(branches) && branches.some((branch) => isJsonObject(branch) && takes(branch, type));
}
