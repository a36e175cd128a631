import { detail, type ErrorDetail } from "./errors.ts";
import { type FieldSpec, IMAGE_SIZES, LARGEST_SIDE, RELAY_RATIOS } from "./field-specs.ts";
import type { ModelSpec } from "./model-specs.ts";
import type { Leniency, Validation } from "./relay-model.ts";

type Location = readonly (string | number)[];
type Checked = { readonly value: unknown } | { readonly problem: readonly ErrorDetail[] };

/**
 * Checks a body against a model's schema, as fal's pydantic models do: fields nobody knows are ignored, strings that
 * spell a number count as one, and every field at fault gets its own entry.
 */
export function validate(spec: ModelSpec, body: unknown, leniency: Leniency): Validation {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    const msg = "Input should be a valid dictionary or object to extract fields from";
    return { ok: false, details: [detail("model_attributes_type", ["body"], msg, body)] };
  }
  const given = new Map(Object.entries(body));
  const input: Record<string, unknown> = {};
  const details: ErrorDetail[] = [];
  for (const [name, field] of Object.entries(spec.fields)) {
    const loc = ["body", name];
    const value = given.get(name);
    if (value === undefined) {
      const required = field.required === true || (field.requiredByRelay === true && leniency.relayRequired);
      if (required) details.push(detail("missing", loc, "Field required", body));
      else if (field.default !== undefined) input[name] = field.default;
      continue;
    }
    const checked = checkField(field, value, loc, leniency);
    if ("problem" in checked) details.push(...checked.problem);
    else input[name] = checked.value;
  }
  return details.length > 0 ? { ok: false, details } : { ok: true, input };
}

function checkField(field: FieldSpec, value: unknown, loc: Location, leniency: Leniency): Checked {
  if (value === null && (field.nullable === true || field.default === null)) return { value: null };
  switch (field.kind) {
    case "string":
    case "file":
      return checkString(value, loc);
    case "files":
      return checkFiles(value, loc);
    case "boolean":
      return checkBoolean(value, loc);
    case "integer":
    case "number":
      return checkNumber(field, value, loc);
    case "choice":
      return checkChoice(field.choices, leniency.relayValues ? field.relayChoices : [], field.default, value, loc);
    case "image-size":
      return checkImageSize(value, loc, leniency);
    case "loras":
      return Array.isArray(value) ? { value } : refuse("list_type", loc, "Input should be a valid list", value);
  }
}

function refuse(type: string, loc: Location, msg: string, value: unknown, ctx?: Record<string, unknown>): Checked {
  return { problem: [detail(type, loc, msg, value, ctx)] };
}

function checkString(value: unknown, loc: Location): Checked {
  return typeof value === "string" ? { value } : refuse("string_type", loc, "Input should be a valid string", value);
}

function checkFiles(value: unknown, loc: Location): Checked {
  if (!Array.isArray(value)) return refuse("list_type", loc, "Input should be a valid list", value);
  const problem = value.flatMap((item, index) => {
    const checked = checkString(item, [...loc, index]);
    return "problem" in checked ? checked.problem : [];
  });
  if (problem.length > 0) return { problem };
  if (value.length > 0) return { value };
  return refuse("sequence_too_short", loc, "List should have at least 1 item", value, { min_length: 1 });
}

function checkBoolean(value: unknown, loc: Location): Checked {
  if (typeof value === "boolean") return { value };
  const word = String(value).toLowerCase();
  if (["true", "1", "yes", "on"].includes(word)) return { value: true };
  if (["false", "0", "no", "off"].includes(word)) return { value: false };
  return refuse("bool_parsing", loc, "Input should be a valid boolean, unable to interpret input", value);
}

function checkNumber(field: FieldSpec & { kind: "integer" | "number" }, value: unknown, loc: Location): Checked {
  const spelled = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const kind = field.kind === "integer" ? "int" : "float";
  const noun = field.kind === "integer" ? "integer" : "number";
  if (typeof spelled !== "number" || !Number.isFinite(spelled)) {
    if (typeof value !== "string") return refuse(`${kind}_type`, loc, `Input should be a valid ${noun}`, value);
    const msg = `Input should be a valid ${noun}, unable to parse string as a${kind === "int" ? "n integer" : " number"}`;
    return refuse(`${kind}_parsing`, loc, msg, value);
  }
  if (field.kind === "integer" && !Number.isInteger(spelled)) {
    return refuse("int_from_float", loc, "Input should be a valid integer, got a number with a fractional part", value);
  }
  return checkRange(field, spelled, loc, value);
}

function checkRange(
  bounds: { readonly least?: number; readonly most?: number },
  number: number,
  loc: Location,
  value: unknown,
): Checked {
  const { least, most } = bounds;
  if (least !== undefined && number < least) {
    const msg = `Input should be greater than or equal to ${least}`;
    return refuse("greater_than_equal", loc, msg, value, { ge: least });
  }
  if (most !== undefined && number > most) {
    return refuse("less_than_equal", loc, `Input should be less than or equal to ${most}`, value, { le: most });
  }
  return { value: number };
}

function checkChoice(
  choices: readonly string[],
  relayChoices: readonly string[],
  fallback: unknown,
  value: unknown,
  loc: Location,
): Checked {
  if (typeof value === "string") {
    if (choices.includes(value)) return { value };
    if (relayChoices.includes(value)) {
      return { value: choices.find((choice) => choice === value.toLowerCase()) ?? fallback };
    }
  }
  const expected = choices.map((choice) => `'${choice}'`).join(", ");
  return refuse("one_of", loc, `Input should be one of ${expected}`, value, { expected: choices });
}

function checkImageSize(value: unknown, loc: Location, leniency: Leniency): Checked {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return checkPixels(value, loc);
  const preset = leniency.relayValues && typeof value === "string" ? (RELAY_RATIOS[value] ?? value) : value;
  if (typeof preset === "string" && Object.hasOwn(IMAGE_SIZES, preset)) return { value: IMAGE_SIZES[preset] };
  return checkChoice(Object.keys(IMAGE_SIZES), [], undefined, value, loc);
}

function checkPixels(value: object, loc: Location): Checked {
  const sides = new Map(Object.entries(value));
  const problem: ErrorDetail[] = [];
  const size: Record<string, number> = { width: 512, height: 512 };
  for (const side of ["width", "height"]) {
    const given = sides.get(side);
    if (given === undefined) continue;
    const at = [...loc, "ImageSize", side];
    const checked = checkNumber({ kind: "integer", most: LARGEST_SIDE }, given, at);
    if ("problem" in checked) problem.push(...checked.problem);
    else if (typeof checked.value === "number" && checked.value > 0) size[side] = checked.value;
    else problem.push(detail("greater_than", at, "Input should be greater than 0", given, { gt: 0 }));
  }
  return problem.length > 0 ? { problem } : { value: size };
}
