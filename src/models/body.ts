import type { Field, FieldValue, InputImage, ModelDefinition, ModelInput } from "./definition.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";

type Node = JsonObject | JsonValue[];

/**
 * The JSON the relay gets for what a member asked: each given value at its field's path, and the defaults the relay insists on.
 * `addressOf` says where the relay can fetch a picture from.
 */
export function relayBody(
  definition: ModelDefinition,
  input: ModelInput,
  addressOf: (image: InputImage) => string,
): JsonObject {
  const body: JsonObject = {};
  for (const [path, value] of Object.entries(definition.fixed ?? {}))
    place(body, path.split("."), structuredClone(value));
  for (const field of definition.fields) {
    const value = valueToSend(field, input);
    if (value === undefined) continue;
    const sent = toWire(field, value, addressOf);
    if (field.path === "") Object.assign(body, isJsonObject(sent) ? sent : {});
    else place(body, field.path.split("."), sent);
  }
  return body;
}

function valueToSend(field: Field, input: ModelInput): FieldValue | undefined {
  if (field.needs !== undefined && input[field.needs] === undefined) return undefined;
  const given = input[field.name];
  if (given !== undefined || !field.alwaysSent || !("default" in field) || field.default === undefined) return given;
  return field.kind === "list" ? JSON.stringify(field.default) : field.default;
}

function toWire(field: Field, value: FieldValue, addressOf: (image: InputImage) => string): JsonValue {
  if (typeof value === "string") return fromText(field, value);
  if (typeof value !== "object") return value;
  if ("source" in value) return addressOf(value);
  if ("width" in value) return { width: value.width, height: value.height };
  return value.map(addressOf);
}

function fromText(field: Field, text: string): JsonValue {
  if (field.kind === "json" || field.kind === "list") return JSON.parse(text);
  if (field.kind !== "choice") return text;
  return field.choices.find(({ value }) => value === text)?.sent ?? text;
}

/** Writes `value` at the end of the path, making what is missing on the way: a list where the next step is a number. */
function place(body: JsonObject, path: readonly string[], value: JsonValue): void {
  let node: Node = body;
  for (const [index, step] of path.entries()) {
    const next = path[index + 1];
    const child: JsonValue = next === undefined ? value : (read(node, step) ?? (isIndex(next) ? [] : {}));
    write(node, step, child);
    if (typeof child !== "object" || child === null) return;
    node = child;
  }
}

function read(node: Node, step: string): JsonValue | undefined {
  if (Array.isArray(node)) return node[Number(step)];
  return Object.hasOwn(node, step) ? node[step] : undefined;
}

function write(node: Node, step: string, child: JsonValue): void {
  if (Array.isArray(node)) node[Number(step)] = child;
  else node[step] = child;
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}
