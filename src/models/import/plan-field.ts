import { leftOutReasons } from "../../texts/imported-fields.ts";
import type { BooleanField, IntegerField, ListField, NumberField, TextField } from "../definition.ts";
import type { JsonValue } from "../json-value.ts";
import { fileTypeOfAddress, isFileObject } from "./file-address.ts";
import { fileOptionNameOf, optionNameOf } from "./names.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";
import type { FieldPlan, Part } from "./part.ts";
import { planChoice, planExamples } from "./plan-choice.ts";
import { planSize } from "./plan-size.ts";

/** As long as an option of Discord's can be. */
const TEXT_MAX = 6000;
/** Where the document names no bound; more fit by address than by attachment. */
const FILES_MAX = 10;
const ATTACHMENTS_MAX = 4;
const ENTRIES_MAX = 25;

/** The one field that a part becomes; null for what has no such simple form. */
export function planField(part: Part): FieldPlan | null {
  const { schema } = part;
  const type = fileTypeOfAddress(addressNameOf(part), schema);
  if (type !== null) {
    const path = schema.forms.every(isFileObject) ? `${part.path}.url` : part.path;
    return { name: fileOptionNameOf(part.label, false), make: (start) => ({ ...start, path, kind: type }) };
  }
  const { forms } = schema;
  return planSize(part) ?? planChoice(part) ?? planExamples(part) ?? planScalar(part, forms) ?? planList(part, forms);
}

/** The "url" of an object says nothing itself: what it belongs to does. */
function addressNameOf({ property, label }: Part): string {
  return /^(ur[il]|file)s?$/i.test(property) ? label : property;
}

function planScalar(part: Part, forms: readonly OpenApiSchema[]): FieldPlan | null {
  const types = new Set(forms.flatMap(({ types }) => types));
  const numeric = forms.filter(({ types }) => ["integer", "number"].includes(types.join()));
  if (types.size === 1 && types.has("boolean")) return planBoolean(part);
  if (types.size === 1 && types.has("string")) return planText(part, forms);
  if (numeric.length === forms.length && numeric.length > 0) return planNumber(part, numeric);
  // A LoRA's scale is a number, or one for each layer in an object: the number is what people mean.
  if (numeric.length > 0 && forms.every((form) => numeric.includes(form) || form.types.join() === "object")) {
    const plan = planNumber(part, numeric);
    return { ...plan, notes: [{ name: part.path, why: leftOutReasons.other_forms }] };
  }
  return null;
}

function planBoolean({ label, schema }: Part): FieldPlan {
  const standard = typeof schema.default === "boolean" ? schema.default : undefined;
  const make: FieldPlan["make"] = (start): BooleanField => ({ ...start, kind: "boolean", ...withDefault(standard) });
  return { name: optionNameOf(label), make, ...withDefault(standard) };
}

function planText({ label, schema }: Part, forms: readonly OpenApiSchema[]): FieldPlan {
  const lengths = [schema, ...forms];
  const least = lengths.map((form) => form.number("minLength")).find((length) => length !== undefined);
  const most = lengths.map((form) => form.number("maxLength")).find((length) => length !== undefined && length > 0);
  const standard = typeof schema.default === "string" && schema.default !== "" ? schema.default : undefined;
  const minLength = Math.min(least ?? 0, TEXT_MAX);
  const make: FieldPlan["make"] = (start): TextField => ({
    ...start,
    kind: "text",
    ...(minLength > 1 ? { minLength } : {}),
    maxLength: Math.min(most ?? TEXT_MAX, TEXT_MAX),
    ...withDefault(standard),
  });
  return { name: optionNameOf(label), make, ...withDefault(standard) };
}

function planNumber({ label, schema }: Part, forms: readonly OpenApiSchema[]): FieldPlan {
  const whole = forms.every(({ types }) => types.join() === "integer");
  const holders = [schema, ...forms].map(({ plain }) => plain);
  const named = (keyword: string) => holders.map((form) => form[keyword]).find((bound) => typeof bound === "number");
  const [above, below] = [named("exclusiveMinimum"), named("exclusiveMaximum")];
  const low = below_(named("minimum"), above, whole, 1) ?? Number.MIN_SAFE_INTEGER;
  const high = below_(named("maximum"), below, whole, -1) ?? Number.MAX_SAFE_INTEGER;
  const [minimum, maximum] = low <= high ? [safe(low), safe(high)] : [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const multipleOf = named("multipleOf");
  const given = schema.default;
  const standard = typeof given === "number" && given >= minimum && given <= maximum ? given : undefined;
  const shared = { minimum, maximum, ...(isStep(multipleOf, whole) ? { multipleOf } : {}), ...withDefault(standard) };
  const ends = {
    ...(above !== undefined && above === minimum ? { above: true as const } : {}),
    ...(below !== undefined && below === maximum ? { below: true as const } : {}),
  };
  const make: FieldPlan["make"] = (start): IntegerField | NumberField =>
    whole ? { ...start, kind: "integer", ...roundedIn(shared) } : { ...start, kind: "number", ...shared, ...ends };
  return { name: optionNameOf(label), make, ...withDefault(standard) };
}

/** The end of a range; for whole numbers the next one after an end that is not taken itself. */
function below_(bound: unknown, open: unknown, whole: boolean, step: 1 | -1): number | undefined {
  if (typeof open === "number") return whole ? Math.trunc(open) + step : open;
  return typeof bound === "number" ? bound : undefined;
}

function isStep(value: unknown, whole: boolean): value is number {
  return typeof value === "number" && value > 0 && !(whole && value === 1);
}

function roundedIn<Bounds extends { minimum: number; maximum: number }>(bounds: Bounds): Bounds {
  return { ...bounds, minimum: Math.ceil(bounds.minimum), maximum: Math.floor(bounds.maximum) };
}

/** JSON and Discord keep whole numbers exactly only up to here. */
function safe(bound: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, bound));
}

/** Several files or several texts. A single one beside the list ("one or many") is a list of one. */
function planList(part: Part, forms: readonly OpenApiSchema[]): FieldPlan | null {
  const lists = forms.filter(({ types }) => types.join() === "array");
  const [list] = lists;
  const others = forms.filter((form) => !lists.includes(form));
  if (list === undefined || lists.length > 1 || !others.every(({ types }) => types.join() === "string")) return null;
  const { items } = list;
  const simple = items.forms.length > 0 && items.forms.every(({ types }) => types.join() === "string");
  if (!simple) return null;
  const type = fileTypeOfAddress(addressNameOf(part), described(items, part.schema));
  const most = list.number("maxItems");
  if (type !== null) {
    const maximum = Math.max(1, most ?? saidMaximum(part.schema) ?? FILES_MAX);
    const least = Math.min(list.number("minItems") ?? 0, maximum);
    const counts = { maximum, ...(least > 1 ? { minimum: least } : {}) };
    const shown = maximum > ATTACHMENTS_MAX ? { attachments: ATTACHMENTS_MAX } : {};
    const make: FieldPlan["make"] = (start) => ({ ...start, kind: `${type}s`, ...counts, ...shown });
    return { name: fileOptionNameOf(part.label, true), make };
  }
  const values = items.values?.filter((value) => typeof value === "string");
  const standard = textsOf(part.schema.default);
  const make: FieldPlan["make"] = (start): ListField => ({
    ...start,
    kind: "list",
    maximum: most ?? Math.max(ENTRIES_MAX, values?.length ?? 0),
    ...(values === undefined ? {} : { choices: values }),
    ...(standard === undefined ? {} : { default: standard }),
  });
  return { name: optionNameOf(part.label), make, ...(standard === undefined ? {} : { default: [...standard] }) };
}

function described(items: OpenApiSchema, list: OpenApiSchema): OpenApiSchema {
  return items.text("description") === undefined ? items.describedBy(list) : items;
}

function saidMaximum(schema: OpenApiSchema): number | undefined {
  const said = schema.text("description") ?? "";
  const match =
    /\b(?:up to|at most|max(?:imum)?(?: of)?)\s+(\d{1,2})\s+(?:\w+\s)?(?:images?|pictures?|files?|videos?|clips?|ur[il]s?|references?|audios?)\b/i;
  const count = Number(match.exec(said)?.[1]);
  return count > 0 ? count : undefined;
}

function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const texts = value.filter((entry) => typeof entry === "string");
  return texts.length === value.length ? texts : undefined;
}

function withDefault<Value extends JsonValue>(value: Value | undefined): { default?: Value } {
  return value === undefined ? {} : { default: value };
}
