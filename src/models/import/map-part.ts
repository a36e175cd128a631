import { leftOutReasons } from "../../texts/imported-fields.ts";
import type { Localized } from "../../texts/localized.ts";
import type { Field, JsonField } from "../definition.ts";
import { isColor } from "../json-color.ts";
import { knownText, phraseOf } from "./field-words.ts";
import { freeName, optionNameOf } from "./names.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";
import type { FieldPlan, FieldStart, MapContext, MappedPart, Part } from "./part.ts";
import { planField } from "./plan-field.ts";

/** More options than this for one object bury the rest of the command. */
const MOST_LEAVES = 6;

/** Turns a part of the input into fields: one, or one for each value of an object; JSON where nothing simpler will do. */
export function mapPart(part: Part, context: MapContext): MappedPart {
  const value = onlyValue(part);
  if (value !== undefined) return { fields: [], notes: [], fixed: { [part.path]: value } };
  const plan = planField(part);
  if (plan !== null) return mapped([fieldOf(part, plan, context, {})], plan.notes ?? []);
  return mapLeaves(part, context) ?? mapped([jsonField(part, context)], []);
}

function mapped(fields: readonly Field[], notes: MappedPart["notes"]): MappedPart {
  return { fields, notes, fixed: {} };
}

/** What is required and has only one value is no choice: it is sent. */
function onlyValue({ required, schema }: Part) {
  const values = schema.forms.length === 1 ? schema.forms[0]?.values : undefined;
  return required && values?.length === 1 ? values[0] : undefined;
}

function fieldOf(part: Part, plan: FieldPlan, context: MapContext, more: Partial<FieldStart>): Field {
  const build = (name: string) =>
    withFreeSides(plan.make({ ...startOf(part, plan, context, name), ...more }), name, context);
  const preferred = knownOf(part, context)?.displayName["en-US"] ?? plan.name;
  const field = build(freeName(preferred, (name) => !context.names.fits(build(name))));
  context.names.take(field);
  return field;
}

/** Our words, where the part stands in the body itself: within an object its name can mean something else. */
function knownOf({ path, property }: Part, { output }: MapContext) {
  return path === property ? knownText(property, output) : undefined;
}

function startOf(part: Part, plan: FieldPlan, context: MapContext, name: string): FieldStart {
  const known = knownOf(part, context);
  const own = known !== undefined && known.displayName["en-US"] === name;
  const displayName: Localized = own ? known.displayName : { "en-US": name };
  const description = known?.description ?? phraseOf(part.property, part.schema);
  // What has a default can be left away, as long as the relay gets it in every body.
  const asked = part.required ? (plan.default === undefined ? { required: true as const } : ALWAYS_SENT) : {};
  return { name, displayName, description, path: part.path, ...asked };
}

const ALWAYS_SENT = { alwaysSent: true } as const;

/** A second size, or a model with a width of its own, leaves "width" and "height" to whoever came first. */
function withFreeSides(field: Field, name: string, { names }: MapContext): Field {
  if (field.kind !== "size" || field.custom === undefined || names.fits(field)) return field;
  return { ...field, sides: { width: optionNameOf(`${name}_width`), height: optionNameOf(`${name}_height`) } };
}

/** An object, or the first entry of a list of objects, as an option for each of its values. */
function mapLeaves(part: Part, context: MapContext): MappedPart | null {
  const [form, ...others] = part.schema.forms;
  if (form === undefined || others.length > 0) return null;
  const listed = form.types.join() === "array";
  const object = listed ? soleForm(form.items) : form;
  if (object === null || object.types.join() !== "object" || isColor(object.plain)) return null;
  const leaves = leavesOf(part, object, listed);
  const plans = leaves.map((leaf) => planField(leaf));
  const wanted = leaves.filter(({ required }) => required);
  const expressible = plans.every((plan) => plan !== null) && leaves.length > 0 && leaves.length <= MOST_LEAVES;
  // Who gives one of two required values and not the other would only be refused: JSON says what belongs together.
  if (!expressible || (wanted.length > 1 && !part.required)) return null;
  const [anchor] = part.required ? [] : wanted;
  const fields: Field[] = [];
  let needs: string | undefined;
  for (const [index, leaf] of leaves.entries()) {
    const plan = plans[index];
    if (!plan) continue;
    const inner = { ...leaf, required: leaf.required && part.required };
    const field = fieldOf(inner, plan, context, needs === undefined ? {} : { needs });
    if (leaf === anchor) needs = field.name;
    fields.push(field);
  }
  const single = form.number("maxItems") === 1;
  const notes = plans.flatMap((plan) => plan?.notes ?? []);
  const empty = part.required && wanted.length === 0 && !listed ? { [part.path]: {} } : {};
  if (!listed || single) return { fields, notes, fixed: empty };
  return { fields, notes: [...notes, { name: part.path, why: leftOutReasons.first_entry }], fixed: empty, more: true };
}

/** Required ones first, so that what needs them comes after. */
function leavesOf(part: Part, object: OpenApiSchema, listed: boolean): Part[] {
  const { required } = object;
  const leaves = [...object.properties].map(
    ([property, schema]): Part => ({
      property,
      path: [part.path, ...(listed ? ["0"] : []), property].join("."),
      label: labelWithin(listed ? part.label.replace(/(?<!s)s$/, "") : part.label, property),
      required: required.has(property),
      schema,
    }),
  );
  return leaves.toSorted((one, other) => Number(other.required) - Number(one.required));
}

/** "lora" and "path" → "lora_path"; "fill_image" and "fill_image_url" say it once. */
function labelWithin(object: string, property: string): string {
  return property.startsWith(object) ? property : `${object}_${property}`;
}

function soleForm(schema: OpenApiSchema): OpenApiSchema | null {
  const { forms } = schema;
  return forms.length === 1 ? (forms[0] ?? null) : null;
}

function jsonField(part: Part, context: MapContext): JsonField {
  const plan: FieldPlan = {
    name: optionNameOf(part.label),
    make: (start) => ({ ...start, kind: "json", schema: part.schema.plain }),
  };
  const field = fieldOf(part, plan, context, {});
  if (field.kind !== "json") throw new Error("the plan makes a JSON field");
  return field;
}
