import { wantsColors } from "./json-color.ts";
import { isJsonObject, type JsonSchema, type JsonValue } from "./json-value.ts";

/** Longer ones would push the phrase itself out of a description. */
const EXAMPLE_MAX = 48;
const MOST_DEPTH = 3;

/** A short value of a schema's form, for people to go by; empty where there is no short one. */
export function exampleOf(schema: JsonSchema): string {
  const colors = wantsColors(schema);
  if (colors !== null) return colors === "one" ? "#ff8800" : "#ff8800, #336699";
  const text = JSON.stringify(sampleOf(schema, 0));
  return text.length <= EXAMPLE_MAX ? text : "";
}

function sampleOf(schema: JsonSchema, depth: number): JsonValue {
  const branches = schema["anyOf"];
  const branch = Array.isArray(branches)
    ? branches.find((each) => isJsonObject(each) && each["type"] !== "null")
    : null;
  if (isJsonObject(branch)) return sampleOf(branch, depth);
  const values = schema["enum"];
  if (Array.isArray(values)) return values[0] ?? null;
  switch ([schema["type"]].flat()[0]) {
    case "array":
      return isJsonObject(schema["items"]) && depth < MOST_DEPTH ? [sampleOf(schema["items"], depth + 1)] : [];
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return true;
    case "string":
      return "…";
    default:
      return objectOf(schema, depth);
  }
}

function numberOf(schema: JsonSchema): number {
  const { minimum, maximum } = schema;
  const least = typeof minimum === "number" ? minimum : 0;
  return typeof maximum === "number" ? Math.min(Math.max(1, least), maximum) : Math.max(1, least);
}

/** What is required; where nothing is, the first that there is. */
function objectOf(schema: JsonSchema, depth: number): JsonValue {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  if (depth >= MOST_DEPTH) return {};
  return Object.fromEntries(
    names.flatMap((name) => {
      const inner = typeof name === "string" ? properties[name] : undefined;
      return isJsonObject(inner) ? [[String(name), sampleOf(inner, depth + 1)]] : [];
    }),
  );
}
