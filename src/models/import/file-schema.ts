import * as z from "zod";
import { LOCALES, type Localized } from "../../texts/localized.ts";
import {
  ABILITIES,
  type Choice,
  type Field,
  type ModelDefinition,
  OFFERS,
  OUTPUTS,
  PRICE_UNITS,
  type SizePreset,
} from "../definition.ts";
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from "../json-value.ts";
import { readPrice, writePrice } from "./price-text.ts";

/** The form of a definition in a file: what has one obvious value is written short, or not at all. */

const json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const jsonObject = z.custom<JsonObject>(isJsonObject, "must be a map of names and values");

const words = z.string().trim().min(1);
const perLanguage = z
  .strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, words.exactOptional()])))
  .refine((texts): texts is Localized => texts["en-US"] !== undefined, "must have a text for en-US");
const localized = z
  .union([words, perLanguage], "must be a text, or one per language")
  .transform((text): Localized => (typeof text === "string" ? { "en-US": text } : text));

const LEGAL_NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const name = z
  .string()
  .refine(
    (text) => LEGAL_NAME.test(text) && text === text.toLowerCase(),
    "must have 1 to 32 lower-case letters, digits, - or _",
  );
const legalNames = localized.refine(
  (names) => Object.values(names).every((text) => LEGAL_NAME.test(text)),
  "must be legal names for options at Discord",
);

const start = {
  name,
  displayName: legalNames.exactOptional(),
  description: localized,
  path: z.string(),
  required: z.literal(true).exactOptional(),
  alwaysSent: z.literal(true).exactOptional(),
  needs: z.string().exactOptional(),
};
const bound = z.number().default(Number.MIN_SAFE_INTEGER);
const numeric = {
  minimum: bound,
  maximum: z.number().default(Number.MAX_SAFE_INTEGER),
  multipleOf: z.number().positive().exactOptional(),
  default: z.number().exactOptional(),
};

const choice = z
  .union([z.string(), z.strictObject({ value: words.max(100), label: localized, sent: json.exactOptional() })])
  .transform((given): Choice => (typeof given === "string" ? { value: given, label: { "en-US": given } } : given));
const side = z.int().min(1);
const preset = z
  .union([
    z.string(),
    z.strictObject({
      value: words.max(100),
      label: localized,
      width: side.exactOptional(),
      height: side.exactOptional(),
    }),
  ])
  .transform((given): SizePreset => (typeof given === "string" ? { value: given, label: { "en-US": given } } : given));

const field = z.discriminatedUnion("kind", [
  z.strictObject({
    ...start,
    kind: z.literal("text"),
    minLength: z.int().min(0).max(6000).exactOptional(),
    maxLength: z.int().min(1).default(6000),
    default: z.string().exactOptional(),
  }),
  z.strictObject({ ...start, kind: z.literal("integer"), ...numeric }),
  z.strictObject({
    ...start,
    kind: z.literal("number"),
    ...numeric,
    above: z.literal(true).exactOptional(),
    below: z.literal(true).exactOptional(),
  }),
  z.strictObject({ ...start, kind: z.literal("boolean"), default: z.boolean().exactOptional() }),
  z.strictObject({
    ...start,
    kind: z.literal("choice"),
    choices: z.array(choice).min(1),
    open: z.literal(true).exactOptional(),
    default: z.string().exactOptional(),
  }),
  z.strictObject({
    ...start,
    kind: z.literal("size"),
    presets: z.array(preset),
    custom: z.strictObject({ minimum: side, maximum: side }).exactOptional(),
    sides: z.strictObject({ width: name, height: name }).exactOptional(),
    default: z.string().exactOptional(),
  }),
  z.strictObject({ ...start, kind: z.enum(["image", "video", "audio", "file"]) }),
  z.strictObject({
    ...start,
    kind: z.enum(["images", "videos", "audios", "files"]),
    minimum: z.int().min(1).exactOptional(),
    maximum: z.int().min(1),
    attachments: z.int().min(1).max(10).exactOptional(),
  }),
  z.strictObject({
    ...start,
    kind: z.literal("list"),
    maximum: z.int().min(1).default(25),
    choices: z.array(z.string()).exactOptional(),
    default: z.array(z.string()).exactOptional(),
  }),
  z.strictObject({ ...start, kind: z.literal("json"), schema: jsonObject as z.ZodType<JsonSchema & JsonObject> }),
]);

const definedField = field.transform(
  (given): Field => ({ ...given, displayName: given.displayName ?? { "en-US": given.name } }),
);

const price = z.string().transform((text, context) => {
  const read = readPrice(text);
  if (read !== null) return read;
  context.addIssue({
    code: "custom",
    message: `must be like 0.025/image; after the stroke: ${PRICE_UNITS.join(", ")}`,
  });
  return z.NEVER;
});

export const modelFileSchema = z
  .strictObject({
    endpoint: z.string().regex(/^[\w.-]+(\/[\w.-]+)+$/, "must be an endpoint id like fal-ai/flux-1/dev"),
    command: name,
    commandName: legalNames.exactOptional(),
    title: words,
    description: localized,
    offer: z.enum(OFFERS).exactOptional(),
    output: z.enum(OUTPUTS),
    purpose: z.enum([...ABILITIES, "other"]).exactOptional(),
    price: price.exactOptional(),
    fields: z.array(definedField),
    fixed: jsonObject.exactOptional(),
    leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })).exactOptional(),
  })
  .transform((given): ModelDefinition => ({ ...given, commandName: given.commandName ?? { "en-US": given.command } }));

/** The definition in the file's form, in the order people read it. */
export function toFileForm(definition: ModelDefinition): JsonObject {
  const { endpoint, command, commandName, title, description, offer, output, fields } = definition;
  const form: Record<string, unknown> = {
    endpoint,
    command,
    ...(Object.keys(commandName).length > 1 ? { commandName } : {}),
    title,
    description: shortText(description),
    offer: offer ?? "command",
    output,
    purpose: definition.purpose,
    ...(definition.price === undefined ? {} : { price: writePrice(definition.price) }),
    fields: fields.map(fieldForm),
    fixed: definition.fixed,
    leftOut: definition.leftOut,
  };
  return JSON.parse(JSON.stringify(form));
}

function fieldForm({ displayName, description, ...field }: Field): Record<string, unknown> {
  const { name, kind, path, ...rest } = field;
  const own = Object.keys(displayName).length > 1 || displayName["en-US"] !== name;
  const form = { name, kind, ...(own ? { displayName } : {}), description: shortText(description), path };
  return { ...form, ...shortRest(rest as Record<string, unknown>) };
}

function shortRest(rest: Record<string, unknown>): Record<string, unknown> {
  const { minimum, maximum, maxLength, choices, presets, ...others } = rest;
  return {
    ...others,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(maxLength === undefined || maxLength === 6000 ? {} : { maxLength }),
    ...(Array.isArray(choices) ? { choices: choices.map(shortChoice) } : {}),
    ...(Array.isArray(presets) ? { presets: presets.map(shortChoice) } : {}),
  };
}

/** A choice that is called what it is needs no more than that. */
function shortChoice(choice: string | Choice | SizePreset): unknown {
  if (typeof choice === "string") return choice;
  const { value, label, ...others } = choice;
  const text = shortText(label);
  return text === value && Object.keys(others).length === 0 ? value : { value, label: text, ...others };
}

function shortText(text: Localized): string | Localized {
  return Object.keys(text).length > 1 ? text : text["en-US"];
}
