import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";

/** One schema of an OpenAPI document, read as a person would: references followed, `allOf` merged, null set aside. */
export class OpenApiSchema {
  readonly #document: JsonObject;
  readonly #raw: JsonObject;
  /** The references that led here, so that a schema within itself ends. */
  readonly #path: readonly string[];

  constructor(document: JsonObject, raw: JsonValue | undefined, path: readonly string[] = []) {
    this.#document = document;
    const { schema, path: followed } = follow(document, raw, path);
    this.#raw = schema;
    this.#path = followed;
  }

  get keywords(): Readonly<JsonObject> {
    return this.#raw;
  }

  text(keyword: string): string | undefined {
    const value = this.#raw[keyword];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  }

  number(keyword: string): number | undefined {
    const value = this.#raw[keyword];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  /** The types named, without null; guessed from the keywords where none is. */
  get types(): readonly string[] {
    const named = [this.#raw["type"]].flat().filter((type): type is string => typeof type === "string");
    const types = named.filter((type) => type !== "null");
    if (types.length > 0) return types;
    if (named.length > 0) return [];
    if (isJsonObject(this.#raw["properties"]) || "additionalProperties" in this.#raw) return ["object"];
    if ("items" in this.#raw) return ["array"];
    return [...new Set(this.values?.map(typeOf) ?? [])].filter((type) => type !== "null");
  }

  /** The alternatives, null set aside and unions within unions laid flat; itself where there are none. */
  get forms(): readonly OpenApiSchema[] {
    const branches = this.#raw["anyOf"] ?? this.#raw["oneOf"];
    if (Array.isArray(branches) && branches.length > 0) {
      return branches
        .map((branch) => this.#inside(branch))
        .filter((form) => !form.isNull)
        .flatMap((form) => form.forms);
    }
    const { types } = this;
    if (types.length <= 1) return [this];
    return types.map((type) => new OpenApiSchema(this.#document, { ...this.#raw, type }, this.#path));
  }

  get isNull(): boolean {
    return this.#raw["type"] === "null" || (this.values?.every((value) => value === null) ?? false);
  }

  /** The values of an enumeration or a constant. */
  get values(): readonly JsonValue[] | undefined {
    if ("const" in this.#raw) return [this.#raw["const"] ?? null];
    const { enum: values } = this.#raw;
    return Array.isArray(values) ? values : undefined;
  }

  get default(): JsonValue | undefined {
    return this.#raw["default"] ?? undefined;
  }

  get examples(): readonly JsonValue[] {
    const { examples, example } = this.#raw;
    return [...(Array.isArray(examples) ? examples : []), ...(example === undefined ? [] : [example])];
  }

  /** Properties in the document's own order, where it tells one. */
  get properties(): ReadonlyMap<string, OpenApiSchema> {
    const properties = isJsonObject(this.#raw["properties"]) ? this.#raw["properties"] : {};
    const told = this.#raw["x-fal-order-properties"];
    const order = Array.isArray(told) ? told.filter((name): name is string => typeof name === "string") : [];
    const names = new Set([...order.filter((name) => Object.hasOwn(properties, name)), ...Object.keys(properties)]);
    return new Map([...names].map((name) => [name, this.#inside(properties[name])]));
  }

  get required(): ReadonlySet<string> {
    const { required } = this.#raw;
    return new Set(Array.isArray(required) ? required.filter((name) => typeof name === "string") : []);
  }

  get items(): OpenApiSchema {
    return this.#inside(this.#raw["items"]);
  }

  /** The same with the description and examples of the list it stands in: an item seldom speaks for itself. */
  describedBy(list: OpenApiSchema): OpenApiSchema {
    const description = list.#raw["description"] ?? "";
    return new OpenApiSchema(this.#document, { ...this.#raw, description, examples: list.examples.flat() }, this.#path);
  }

  /** A schema without references that holds a value to the same form. */
  get plain(): JsonObject {
    const plain: JsonObject = {};
    const branches = this.#raw["anyOf"] ?? this.#raw["oneOf"];
    for (const keyword of KEPT) {
      const value = this.#raw[keyword];
      if (value !== undefined) plain[keyword] = value;
    }
    // Branches of `oneOf` overlap in practice (a whole number is a number): any that fits will do.
    if (Array.isArray(branches)) plain["anyOf"] = branches.map((branch) => this.#inside(branch).plain);
    const properties = [...this.properties].map(([name, schema]) => [name, schema.plain] as const);
    if (properties.length > 0) plain["properties"] = Object.fromEntries(properties);
    if ("items" in this.#raw) plain["items"] = this.items.plain;
    if (isJsonObject(this.#raw["additionalProperties"])) {
      plain["additionalProperties"] = this.#inside(this.#raw["additionalProperties"]).plain;
    } else if (this.#raw["additionalProperties"] === false) plain["additionalProperties"] = false;
    readBounds(this.#raw, plain);
    return this.#raw["nullable"] === true ? { anyOf: [plain, { type: "null" }] } : plain;
  }

  #inside(raw: JsonValue | undefined): OpenApiSchema {
    return new OpenApiSchema(this.#document, raw, this.#path);
  }
}

const KEPT = "type enum const required minLength maxLength minItems maxItems uniqueItems multipleOf".split(" ");

/** OpenAPI 3.0 writes an open end as true beside the bound; pydantic 1 leaves `ge` and `le` where it could not place them. */
function readBounds(raw: JsonObject, plain: JsonObject): void {
  for (const [bound, open, stray] of [
    ["minimum", "exclusiveMinimum", "ge"],
    ["maximum", "exclusiveMaximum", "le"],
  ] as const) {
    const value = raw[bound] ?? raw[stray];
    const opened = raw[open];
    if (typeof opened === "number") plain[open] = opened;
    if (typeof value === "number") plain[opened === true ? open : bound] = value;
  }
}

/** Follows references and merges `allOf`; what is written beside them holds. A reference to nothing allows anything. */
function follow(document: JsonObject, raw: JsonValue | undefined, path: readonly string[]): Followed {
  if (!isJsonObject(raw)) return { schema: {}, path };
  const { $ref, allOf, ...beside } = raw;
  if (typeof $ref === "string") {
    if (path.includes($ref)) return { schema: beside, path };
    const target = follow(document, lookUp(document, $ref), [...path, $ref]);
    return { schema: merge(target.schema, beside), path: target.path };
  }
  if (!Array.isArray(allOf)) return { schema: raw, path };
  const parts = allOf.map((part) => follow(document, part, path));
  const schema = [...parts.map((part) => part.schema), beside].reduce(merge, {});
  return { schema, path: [...new Set(parts.flatMap((part) => part.path))] };
}

interface Followed {
  readonly schema: JsonObject;
  readonly path: readonly string[];
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const merged = { ...one, ...other };
  for (const keyword of ["properties"] as const) {
    const [left, right] = [one[keyword], other[keyword]];
    if (isJsonObject(left) && isJsonObject(right)) merged[keyword] = { ...left, ...right };
  }
  for (const keyword of ["required", "x-fal-order-properties"] as const) {
    const [left, right] = [one[keyword], other[keyword]];
    if (Array.isArray(left) && Array.isArray(right)) merged[keyword] = [...new Set([...left, ...right])];
  }
  return merged;
}

function lookUp(document: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let node: JsonValue | undefined = document;
  for (const step of reference.slice(2).split("/")) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    node = isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : undefined;
  }
  return node;
}

function typeOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
