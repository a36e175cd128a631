import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from "./json-value.ts";

/** Whether a schema wants a color as red, green and blue. */
export function isColor(schema: JsonSchema): boolean {
  const properties = schema["properties"];
  return isJsonObject(properties) && Object.keys(properties).sort().join() === "b,g,r";
}

/** Where a schema wants colors: one, a list of them, or none. */
export function wantsColors(schema: JsonSchema): "one" | "list" | null {
  for (const form of formsOf(schema)) {
    if (isColor(form)) return "one";
    if (isJsonObject(form["items"]) && formsOf(form["items"]).some(isColor)) return "list";
  }
  return null;
}

/** Colors as people write them, "#ff8800, #336699", in the form the schema wants; undefined for anything else. */
export function colorsFrom(text: string, schema: JsonSchema): JsonValue | undefined {
  const wanted = wantsColors(schema);
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (wanted === null || words.length === 0 || (wanted === "one" && words.length > 1)) return undefined;
  const colors = words.map(colorFrom);
  if (!colors.every((color) => color !== undefined)) return undefined;
  return wanted === "one" ? colors[0] : colors;
}

function colorFrom(word: string): JsonObject | undefined {
  const [, r, g, b] = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(word) ?? [];
  if (r === undefined || g === undefined || b === undefined) return undefined;
  return { r: Number.parseInt(r, 16), g: Number.parseInt(g, 16), b: Number.parseInt(b, 16) };
}

function formsOf(schema: JsonSchema): JsonSchema[] {
  const branches = schema["anyOf"];
  return Array.isArray(branches) ? branches.filter(isJsonObject) : [schema];
}
