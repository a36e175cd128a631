import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { detail, type ErrorDetail } from "../errors.ts";
import type { Validation } from "../relay-model.ts";
import { type JsonSchema, unescapePointer } from "./json-schema.ts";

type Location = readonly (string | number)[];

/**
 * A check of bodies against a schema, answering as fal's pydantic models do: defaults are filled in, every field at
 * fault gets its own entry. Unlike pydantic it takes no number for a text and no text for a number.
 */
export function schemaCheck(schema: JsonSchema): (body: unknown) => Validation {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    allErrors: true,
    verbose: true,
    logger: false,
  });
  const validate = ajv.compile<unknown>(schema);
  const defaults = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    field.default === undefined ? [] : [[name, field.default]],
  );
  return (body) => {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      const msg = "Input should be a valid dictionary or object to extract fields from";
      return { ok: false, details: [detail("model_attributes_type", ["body"], msg, body)] };
    }
    // Defaults are not checked: some of fal's documents name ones that their own schema refuses.
    if (validate(body)) return { ok: true, input: { ...Object.fromEntries(defaults), ...body } };
    return { ok: false, details: relevant(validate.errors ?? []).map(toDetail) };
  };
}

/** Where no form of a union fits, only what speaks against the likeliest form is told. */
function relevant(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf");
  const outer = unions.filter((union) => !unions.some((other) => other !== union && isInside(union, other)));
  const plain = errors.filter((error) => !outer.some((union) => error === union || isInside(error, union)));
  return [
    ...plain,
    ...outer.flatMap((union) =>
      likeliest(
        union,
        errors.filter((error) => error !== union && isInside(error, union)),
      ),
    ),
  ];
}

function isInside(error: ErrorObject, union: ErrorObject): boolean {
  const at = union.instancePath;
  const here = error.instancePath === at || error.instancePath.startsWith(`${at}/`);
  return here && error.schemaPath.startsWith(`${union.schemaPath}/`);
}

/** The form whose kind of value was given, and of those the one with the fewest faults. */
function likeliest(union: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[] {
  const forms = Map.groupBy(errors, ({ schemaPath }) => schemaPath.slice(union.schemaPath.length + 1).split("/")[0]);
  const wrongKind = ({ keyword, instancePath }: ErrorObject) =>
    keyword === "type" && instancePath === union.instancePath;
  const candidates = [...forms.values()].map(relevant);
  const told = candidates.filter((form) => !form.some((error) => wrongKind(error) && error.params["type"] === "null"));
  const fitting = told.filter((form) => !form.some(wrongKind));
  const [best] = (fitting.length > 0 ? fitting : told).sort((a, b) => a.length - b.length);
  return best ?? [union];
}

function locationOf(error: ErrorObject): Location {
  const steps = error.instancePath.split("/").slice(1).map(unescapePointer);
  const missing = error.params["missingProperty"] ?? error.params["additionalProperty"];
  const loc = ["body", ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))];
  return missing === undefined ? loc : [...loc, String(missing)];
}

function toDetail(error: ErrorObject): ErrorDetail {
  const [type, msg, ctx] = describe(error);
  return detail(type, locationOf(error), msg, error.data, ctx);
}

type Description = readonly [type: string, msg: string, ctx?: Record<string, unknown>];

function describe({ keyword, params, schema, data }: ErrorObject): Description {
  const limit: unknown = params["limit"];
  switch (keyword) {
    case "required":
      return ["missing", "Field required"];
    case "type":
      return describeType(
        [params["type"]].flat().find((type) => type !== "null"),
        data,
      );
    case "enum":
      return describeChoice(Array.isArray(schema) ? schema : []);
    case "const":
      return describeChoice([params["allowedValue"]]);
    case "minimum":
      return ["greater_than_equal", `Input should be greater than or equal to ${limit}`, { ge: limit }];
    case "maximum":
      return ["less_than_equal", `Input should be less than or equal to ${limit}`, { le: limit }];
    case "exclusiveMinimum":
      return ["greater_than", `Input should be greater than ${limit}`, { gt: limit }];
    case "exclusiveMaximum":
      return ["less_than", `Input should be less than ${limit}`, { lt: limit }];
    case "multipleOf": {
      const step: unknown = params["multipleOf"];
      return ["multiple_of", `Input should be a multiple of ${step}`, { multiple_of: step }];
    }
    case "minItems":
      return ["sequence_too_short", `List should have at least ${limit} item(s)`, { min_length: limit }];
    case "maxItems":
      return ["sequence_too_long", `List should have at most ${limit} item(s)`, { max_length: limit }];
    case "minLength":
      return ["string_too_short", `String should have at least ${limit} character(s)`, { min_length: limit }];
    case "maxLength":
      return ["string_too_long", `String should have at most ${limit} character(s)`, { max_length: limit }];
    case "pattern":
      return ["string_pattern_mismatch", "String has not the expected form", { pattern: params["pattern"] }];
    case "additionalProperties":
      return ["extra_forbidden", "Extra inputs are not permitted"];
    default:
      return ["value_error", "Input is not what this field takes"];
  }
}

function describeChoice(choices: readonly unknown[]): Description {
  const expected = choices
    .map((choice) => (typeof choice === "string" ? `'${choice}'` : JSON.stringify(choice)))
    .join(", ");
  return ["one_of", `Input should be one of ${expected}`, { expected: choices }];
}

function describeType(type: unknown, data: unknown): Description {
  const spelled = typeof data === "string";
  switch (type) {
    case "integer":
      if (typeof data === "number") return ["int_from_float", "Input should be a valid integer, got a fraction"];
      return [spelled ? "int_parsing" : "int_type", "Input should be a valid integer"];
    case "number":
      return [spelled ? "float_parsing" : "float_type", "Input should be a valid number"];
    case "boolean":
      return [spelled ? "bool_parsing" : "bool_type", "Input should be a valid boolean"];
    case "array":
      return ["list_type", "Input should be a valid list"];
    case "object":
      return ["dict_type", "Input should be a valid dictionary"];
    default:
      return ["string_type", "Input should be a valid string"];
  }
}
