import { isJsonObject, type JsonSchema, type JsonValue } from "../../../src/models/json-value.ts";

/** A value that fits a plain schema, as small as it allows: required parts only, each at its lower bound. */
export function sampleOf(schema: JsonSchema): JsonValue {
  const branches = schema["anyOf"];
  if (Array.isArray(branches)) {
    const branch = branches.find((each) => isJsonObject(each) && each["type"] !== "null");
    return isJsonObject(branch) ? sampleOf(branch) : null;
  }
  if (schema["const"] !== undefined) return schema["const"];
  const values = schema["enum"];
  if (Array.isArray(values)) return values[0] ?? null;
  switch ([schema["type"]].flat()[0]) {
    case "array": {
      const items = isJsonObject(schema["items"]) ? schema["items"] : {};
      const count = Math.max(1, Number(schema["minItems"] ?? 0));
      return Array.from({ length: count }, () => sampleOf(items));
    }
    case "integer":
      return Math.ceil(least(schema, 1));
    case "number":
      return least(schema, 0.001);
    case "boolean":
      return true;
    case "string":
      return "x".repeat(Math.max(1, Number(schema["minLength"] ?? 1)));
    case "null":
      return null;
    default:
      return sampleObject(schema);
  }
}

function least(schema: JsonSchema, beyond: number): number {
  const { minimum, exclusiveMinimum, maximum, multipleOf } = schema;
  const bound = typeof exclusiveMinimum === "number" ? exclusiveMinimum + beyond : Number(minimum ?? 1);
  const step = typeof multipleOf === "number" ? multipleOf : null;
  const value = step === null ? bound : Math.ceil(bound / step) * step;
  return typeof maximum === "number" ? Math.min(value, maximum) : value;
}

function sampleObject(schema: JsonSchema): JsonValue {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : Object.keys(properties);
  return Object.fromEntries(
    required.map((name) => {
      const inner = properties[name];
      return [name, isJsonObject(inner) ? sampleOf(inner) : "x"];
    }),
  );
}
