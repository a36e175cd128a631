/** The part of JSON Schema that decides what is taken and what is answered; every reference is followed already. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

type Raw = Readonly<Record<string, unknown>>;

const TYPES = new Set(["string", "number", "integer", "boolean", "array", "object", "null"]);
/** Documents nest no deeper; what does is a circle of references that grows. */
const DEEPEST = 24;

export function asRecord(value: unknown): Raw | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** What a reference such as `#/components/schemas/File` names in its document. */
export function follow(reference: unknown, document: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#/")) return undefined;
  const steps = reference.slice(2).split("/");
  return steps.reduce<unknown>((at, step) => asRecord(at)?.[unescapePointer(step)], document);
}

export function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * Reads any value as a schema. What is unknown or makes no sense is left out, so that it allows everything; a schema
 * that contains itself allows everything at its second appearance.
 */
export function readSchema(value: unknown, document: unknown, inside: readonly string[] = []): JsonSchema {
  const raw = asRecord(value);
  if (raw === undefined || inside.length > DEEPEST) return {};
  const reference = raw["$ref"];
  if (typeof reference === "string") {
    if (inside.includes(reference)) return {};
    const { $ref: _, ...beside } = raw;
    // Some documents name a schema that they forget to hold: its name still says something.
    const target = asRecord(follow(reference, document)) ?? { title: reference.split("/").at(-1) };
    return readSchema({ ...target, ...beside }, document, [...inside, reference]);
  }
  const read = (part: unknown) => readSchema(part, document, inside);
  const schema = { ...readWords(raw), ...readNumbers(raw), ...readChildren(raw, read) };
  return raw["nullable"] === true ? allowNull(schema) : schema;
}

function readWords(raw: Raw): JsonSchema {
  const named = [raw["type"]].flat().filter((type): type is string => typeof type === "string" && TYPES.has(type));
  const [first, ...others] = named;
  const { title, description, format, pattern } = raw;
  const choices = raw["enum"];
  const examples = raw["examples"] ?? (raw["example"] === undefined ? undefined : [raw["example"]]);
  return {
    ...(first === undefined ? {} : { type: others.length > 0 ? named : first }),
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof format === "string" ? { format } : {}),
    ...(Array.isArray(choices) && choices.length > 0 ? { enum: [...new Set(choices)] } : {}),
    ...(Array.isArray(examples) ? { examples } : {}),
    ...("const" in raw ? { const: raw["const"] } : {}),
    ...("default" in raw ? { default: raw["default"] } : {}),
    ...(typeof pattern === "string" && isExpression(pattern) ? { pattern } : {}),
    ...(raw["uniqueItems"] === true ? { uniqueItems: true } : {}),
  };
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

const BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
const COUNTS = ["minLength", "maxLength", "minItems", "maxItems"] as const;

function readNumbers(raw: Raw): JsonSchema {
  const bounds = BOUNDS.flatMap((name) => {
    const bound = raw[name];
    return typeof bound === "number" ? [[name, bound]] : [];
  });
  const counts = COUNTS.flatMap((name) => {
    const count = raw[name];
    return typeof count === "number" && Number.isInteger(count) && count >= 0 ? [[name, count]] : [];
  });
  const { multipleOf, minimum, maximum } = raw;
  return {
    ...Object.fromEntries([...bounds, ...counts]),
    ...(typeof multipleOf === "number" && multipleOf > 0 ? { multipleOf } : {}),
    // As OpenAPI 3.0 has it: a flag beside the bound.
    ...(raw["exclusiveMinimum"] === true && typeof minimum === "number" ? { exclusiveMinimum: minimum } : {}),
    ...(raw["exclusiveMaximum"] === true && typeof maximum === "number" ? { exclusiveMaximum: maximum } : {}),
  };
}

function readChildren(raw: Raw, read: (part: unknown) => JsonSchema): JsonSchema {
  const properties = asRecord(raw["properties"]);
  const { items, prefixItems, required, additionalProperties: others, allOf } = raw;
  // Which of several forms is exactly meant depends on words the sandbox may not know: one that fits is enough.
  const unions = [raw["anyOf"], raw["oneOf"]].filter((union) => Array.isArray(union) && union.length > 0);
  const [union, ...further] = unions.map((forms) => (Array.isArray(forms) ? forms.map(read) : []));
  const all = [...(Array.isArray(allOf) ? allOf.map(read) : []), ...further.map((anyOf) => ({ anyOf }))];
  return {
    ...(properties ? { properties: mapValues(properties, read) } : {}),
    ...(asRecord(items) ? { items: read(items) } : {}),
    ...(Array.isArray(prefixItems) && prefixItems.length > 0 ? { prefixItems: prefixItems.map(read) } : {}),
    ...(Array.isArray(required) ? { required: required.filter((name) => typeof name === "string") } : {}),
    ...(typeof others === "boolean" ? { additionalProperties: others } : {}),
    ...(asRecord(others) ? { additionalProperties: read(others) } : {}),
    ...(union ? { anyOf: union } : {}),
    ...(all.length > 0 ? { allOf: all } : {}),
  };
}

function mapValues(record: Raw, read: (part: unknown) => JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(record).map(([name, part]) => [name, read(part)]));
}

function allowNull(schema: JsonSchema): JsonSchema {
  const { title, description, default: fallback, ...rules } = schema;
  const words = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
  return { ...words, ...(fallback === undefined ? {} : { default: fallback }), anyOf: [rules, { type: "null" }] };
}
