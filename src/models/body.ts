import type { Field, FieldValue, InputImage, ModelDefinition, ModelInput } from "./definition.ts";
import type { JsonValue } from "./json-value.ts";

/** As JSON, and whole numbers with more digits than a number keeps: seeds reach 2^64. */
export type BodyValue = JsonValue | bigint | BodyValue[] | { [name: string]: BodyValue };
export type Body = { [name: string]: BodyValue };
type Node = Body | BodyValue[];

/**
 * The JSON the relay gets for what a member asked: each given value at its field's path, and the defaults the relay insists on.
 * `addressOf` says where the relay can fetch a picture from.
 */
export function relayBody(
  definition: ModelDefinition,
  input: ModelInput,
  addressOf: (image: InputImage) => string,
): Body {
  const body: Body = {};
  for (const [path, value] of Object.entries(definition.fixed ?? {}))
    place(body, path.split("."), structuredClone(value));
  for (const field of definition.fields) {
    const value = valueToSend(field, input);
    if (value === undefined) continue;
    const sent = toWire(field, value, addressOf);
    if (field.path === "") Object.assign(body, isObject(sent) ? sent : {});
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

function toWire(field: Field, value: FieldValue, addressOf: (image: InputImage) => string): BodyValue {
  if (typeof value === "string") return fromText(field, value);
  if (typeof value !== "object") return value;
  if ("source" in value) return addressOf(value);
  if ("width" in value) return { width: value.width, height: value.height };
  return value.map(addressOf);
}

function fromText(field: Field, text: string): BodyValue {
  if (field.kind === "integer") return BigInt(text);
  if (field.kind === "json" || field.kind === "list") return JSON.parse(text);
  if (field.kind !== "choice") return text;
  return field.choices.find(({ value }) => value === text)?.sent ?? text;
}

/** Writes `value` at the end of the path, making what is missing on the way: a list where the next step is a number. */
function place(body: Body, path: readonly string[], value: BodyValue): void {
  let node: Node = body;
  for (const [index, step] of path.entries()) {
    const next = path[index + 1];
    const child: BodyValue = next === undefined ? value : (read(node, step) ?? (isIndex(next) ? [] : {}));
    write(node, step, child);
    if (typeof child !== "object" || child === null) return;
    node = child;
  }
}

function read(node: Node, step: string): BodyValue | undefined {
  if (Array.isArray(node)) return node[Number(step)];
  return Object.hasOwn(node, step) ? node[step] : undefined;
}

function write(node: Node, step: string, child: BodyValue): void {
  if (Array.isArray(node)) node[Number(step)] = child;
  else node[step] = child;
}

function isObject(value: BodyValue): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}
