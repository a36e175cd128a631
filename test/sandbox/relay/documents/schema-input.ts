/** A picture of one pixel: no model of the catalogue's needs a network for its input. */
export const PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";

type Raw = Readonly<Record<string, unknown>>;

export function record(value: unknown): Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A schema of a document, with its reference followed. */
export function resolve(schema: unknown, document: unknown): Raw {
  const raw = record(schema);
  if (typeof raw["$ref"] !== "string") return raw;
  const steps = raw["$ref"].slice(2).split("/");
  const target = steps.reduce<unknown>((at, step) => record(at)[step], document);
  return { ...resolve(target, document), ...raw, $ref: undefined };
}

export function properties(schema: Raw): [string, unknown][] {
  return Object.entries(record(schema["properties"]));
}

export function requiredNames(schema: Raw): string[] {
  return list(schema["required"]).map(String);
}

function forms(schema: Raw, document: unknown): Raw[] {
  const union = [...list(schema["anyOf"]), ...list(schema["oneOf"])];
  return union.length === 0 ? [schema] : union.flatMap((form) => forms(resolve(form, document), document));
}

/** A body with every field of an input schema, each as small as the schema lets it be. */
export function validInput(schema: unknown, document: unknown, name = ""): unknown {
  const raw = resolve(schema, document);
  const form = forms(raw, document).find(({ type }) => type !== "null") ?? raw;
  if (form["const"] !== undefined) return form["const"];
  const [choice] = list(form["enum"]);
  if (choice !== undefined) return choice;
  switch (form["type"]) {
    case "object":
      return Object.fromEntries(properties(form).map(([key, part]) => [key, validInput(part, document, key)]));
    case "array": {
      const count = Math.max(1, Number(form["minItems"] ?? 0));
      return Array.from({ length: count }, (_, index) => vary(validInput(form["items"], document, name), index));
    }
    case "string":
      return text(form, name);
    case "boolean":
      return true;
    default:
      return number(form, name);
  }
}

/** Lists may want their items to differ. */
function vary(value: unknown, index: number): unknown {
  return typeof value === "number" ? value + index : value;
}

function text(form: Raw, name: string): string {
  if (/urls?$/.test(name)) return PICTURE;
  const words = "a lighthouse at dusk";
  const { minLength = 0, maxLength = words.length } = form;
  return words.padEnd(Number(minLength), ".").slice(0, Number(maxLength));
}

function number(form: Raw, name: string): number {
  const above = form["exclusiveMinimum"];
  const least = Number(form["minimum"] ?? (typeof above === "number" ? above + 1 : 1));
  const wanted = /^(width|height)$/.test(name) ? Math.max(least, 64) : least;
  return Math.min(wanted, Number(form["maximum"] ?? wanted));
}

/** For every field whose type is told: a value of another type. */
export function wrongTypes(schema: Raw, document: unknown): Record<string, unknown> {
  const values: readonly (readonly [string, unknown])[] = [
    ["object", {}],
    ["array", []],
    ["boolean", true],
  ];
  return Object.fromEntries(
    properties(schema).flatMap(([name, field]) => {
      const allowed = forms(resolve(field, document), document).map(({ type }) => type);
      if (allowed.some((type) => typeof type !== "string")) return [];
      const wrong = values.find(([type]) => !allowed.includes(type));
      return wrong === undefined ? [] : [[name, wrong[1]]];
    }),
  );
}

/** For every number with a bound: one beyond it. */
export function outOfBounds(schema: Raw, document: unknown): Record<string, number> {
  return Object.fromEntries(
    properties(schema).flatMap(([name, field]) => {
      const all = forms(resolve(field, document), document).filter(({ type }) => type !== "null");
      const [only, ...others] = all;
      if (only === undefined || others.length > 0) return [];
      if (typeof only["maximum"] === "number") return [[name, only["maximum"] + 1]];
      return typeof only["minimum"] === "number" ? [[name, only["minimum"] - 1]] : [];
    }),
  );
}
