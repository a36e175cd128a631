import { existsSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";

/** What fal publishes about the models' inputs; it stands beside the project, not in it. */
const FILE = new URL("../../../shared/facts/models.json", import.meta.url);

const falType: z.ZodType<FalType> = z.lazy(() =>
  z.object({
    type: z.string(),
    nullable: z.boolean().optional(),
    enum: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    default: z.unknown().optional(),
    variants: z.array(falType).optional(),
    items: falType.optional(),
    properties: z.record(z.string(), falType).optional(),
    required: z.union([z.boolean(), z.array(z.string())]).optional(),
  }),
);

const falModel = z.object({
  endpoint: z.string(),
  submitPath: z.string(),
  required: z.array(z.string()),
  input: z.array(z.intersection(falType, z.object({ name: z.string() }))),
  relayDoc: z.object({ fields: z.record(z.string(), z.string()) }),
  price: z.object({ usd: z.number(), unit: z.string() }),
});

const factsFile = z.object({
  imageSizePresets: z.record(z.string(), z.tuple([z.number(), z.number()])),
  models: z.array(falModel),
});

interface FalType {
  type: string;
  nullable?: boolean | undefined;
  enum?: string[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  default?: unknown;
  variants?: FalType[] | undefined;
  items?: FalType | undefined;
  properties?: Record<string, FalType> | undefined;
  required?: boolean | string[] | undefined;
}
export type FalModel = z.infer<typeof falModel>;

export const facts = existsSync(FILE) ? factsFile.parse(JSON.parse(readFileSync(FILE, "utf8"))) : undefined;

/** For a test's `skip`. */
export const withoutFacts = facts === undefined ? "../shared/facts/models.json is not here" : false;

export function falModelOf(endpoint: string): FalModel {
  const model = facts?.models.find((candidate) => candidate.endpoint === endpoint);
  if (model === undefined) throw new Error(`no facts about ${endpoint}`);
  return model;
}

/** fal's check of a request's body, as strict as its schema can be read: nothing that is not in it. */
export function bodyCheck(endpoint: string): ValidateFunction {
  const model = falModelOf(endpoint);
  return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({
    type: "object",
    properties: Object.fromEntries(model.input.map((field) => [field.name, toSchema(field)])),
    required: model.required,
    additionalProperties: false,
  });
}

function toSchema(type: FalType): object {
  if (type.variants) return { anyOf: type.variants.map(toSchema) };
  if (type.type === "array") return { type: "array", ...(type.items && { items: toSchema(type.items) }) };
  if (type.type === "object") {
    const properties = Object.entries(type.properties ?? {}).map(([name, inner]) => [name, toSchema(inner)]);
    const required = Array.isArray(type.required) ? type.required : [];
    return { type: "object", properties: Object.fromEntries(properties), required, additionalProperties: false };
  }
  const { enum: values, minimum, maximum, exclusiveMinimum } = type;
  const bounds = { enum: values, minimum, maximum, exclusiveMinimum };
  const said = Object.entries(bounds).filter(([, value]) => value !== undefined);
  return { type: type.nullable ? [type.type, "null"] : type.type, ...Object.fromEntries(said) };
}
