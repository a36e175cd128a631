import type { QueueRequest } from "../request.ts";
import type { JsonSchema } from "./json-schema.ts";

const FILLER = "drawn by the sandbox ";
const LONGEST_TEXT = 100_000;

/** A number within the schema's bounds: the known one where it fits, else the schema's own default, else the least. */
export function fittingNumber(schema: JsonSchema, known: number | undefined): number {
  const whole = [schema.type].flat().includes("integer");
  const step = schema.multipleOf ?? (whole ? 1 : undefined);
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const gap = whole ? 1 : (step ?? gapBetween(above, below));
  const least = Math.max(schema.minimum ?? Number.NEGATIVE_INFINITY, above === undefined ? -Infinity : above + gap);
  const most = Math.min(schema.maximum ?? Number.POSITIVE_INFINITY, below === undefined ? Infinity : below - gap);
  const fits = (value: unknown): value is number =>
    typeof value === "number" && value >= least && value <= most && (step === undefined || isMultiple(value, step));
  const rounded = known === undefined || !whole ? known : Math.round(known);
  const found = [rounded, schema.default, ...(schema.examples ?? [])].find(fits);
  if (found !== undefined) return found;
  const nearest = Math.min(most, Math.max(least, 1));
  return step === undefined ? nearest : Math.ceil(nearest / step) * step;
}

function gapBetween(above: number | undefined, below: number | undefined): number {
  return above === undefined || below === undefined ? 1 : (below - above) / 2;
}

function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

/** A text of the schema's length and form: the known one where it fits, else the schema's own examples. */
export function fittingText(schema: JsonSchema, known: string | undefined, request: QueueRequest): string {
  const byFormat = textInFormat(schema.format, request);
  const candidates = [byFormat, known, schema.default, ...(schema.examples ?? [])];
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
  const fits = (value: unknown): value is string =>
    typeof value === "string" &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (expression === undefined || expression.test(value));
  const found = candidates.find(fits);
  if (found !== undefined) return found;
  const words = known || FILLER.trim();
  return words.padEnd(Math.min(minLength, LONGEST_TEXT), ` ${FILLER}`).slice(0, maxLength);
}

function textInFormat(format: string | undefined, { requestId, acceptedAt }: QueueRequest): string | undefined {
  const at = new Date(acceptedAt).toISOString();
  switch (format) {
    case "date-time":
      return at;
    case "date":
      return at.slice(0, 10);
    case "uuid":
    case "uuid4":
      return requestId;
    case "email":
      return "sandbox@example.com";
    default:
      return undefined;
  }
}
