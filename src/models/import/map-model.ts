import { advancedText, leftOutReasons, makesWith } from "../../texts/imported-fields.ts";
import type { Field, JsonField, LeftOut, ModelDefinition } from "../definition.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";
import { cutAtWord, shortPhrase } from "./field-words.ts";
import { mapOutput } from "./map-output.ts";
import { mapPart } from "./map-part.ts";
import { mapPurpose } from "./map-purpose.ts";
import type { ModelDocument } from "./model-document.ts";
import { commandNameOf } from "./names.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";
import { type MapContext, type MappedPart, OptionNames, type Part } from "./part.ts";
import { fieldRank, rankOf } from "./usefulness.ts";

/** What the mapping needs to know of commands, whose form is none of the models' business. */
export interface CommandForm {
  /** The options that a field stands for. */
  optionsOf(field: Field): readonly string[];
  /** Whether a command of this model keeps to Discord's bounds. */
  fits(definition: ModelDefinition): boolean;
  /** Whether it does so with the options that every command has besides. */
  leavesRoom(definition: ModelDefinition): boolean;
  /** The names of those. */
  readonly reserved: readonly string[];
}

export interface MapOptions {
  readonly form: CommandForm;
  /** The command's name where the endpoint has one already. */
  readonly command: string | undefined;
  readonly isTaken: (command: string) => boolean;
}

export type MappedModel =
  | {
      readonly ok: true;
      readonly definition: ModelDefinition /** The relay's names of what stands in the advanced option. */;
      readonly advanced: readonly string[];
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Makes a definition out of a model's document. What finds no place in it is listed in it, with the reason. */
export function mapModel(document: ModelDocument, { form, command, isTaken }: MapOptions): MappedModel {
  const context: MapContext = {
    output: mapOutput(document.output, document.category),
    names: new OptionNames(form.optionsOf, form.reserved),
  };
  const { parts, leftOut, fixed } = partsOf(document.input);
  const mapped = parts.map((part) => ({ part, ...mapPart(part, context) }));
  const title = cutAtWord(document.title ?? document.endpoint, 100);
  const name = command ?? commandNameOf(document.endpoint, isTaken);
  const start: Omit<ModelDefinition, "fields"> = {
    endpoint: document.endpoint,
    command: name,
    commandName: { "en-US": name },
    title,
    description: document.description === null ? makesWith(title) : { "en-US": shortPhrase(document.description) },
    output: context.output,
    ...mapPurpose(document, context.output),
  };
  return fitted({ start, mapped, leftOut, fixed, form, context });
}

interface MappedWith extends MappedPart {
  readonly part: Part;
}

function partsOf(input: OpenApiSchema) {
  const { required } = input;
  const leftOut: LeftOut[] = [];
  const fixed: Record<string, JsonValue> = {};
  const parts: Part[] = [];
  for (const [property, schema] of input.properties) {
    const part: Part = { property, path: property, label: property, required: required.has(property), schema };
    const why = whyLeftOut(part);
    if (why === null) parts.push(part);
    else {
      leftOut.push({ name: property, why });
      if (part.required) fixed[property] = schema.default ?? false;
    }
  }
  return { parts: parts.toSorted((one, other) => rankOf(one) - rankOf(other)), leftOut, fixed };
}

function whyLeftOut({ property, required, schema }: Part): string | null {
  // A lipsync's sync_mode is a choice of another kind.
  if (property === "sync_mode" && schema.forms.every(({ types }) => types.join() === "boolean"))
    return leftOutReasons.sync_mode;
  if (required) return null;
  if (property === "request_id") return leftOutReasons.request_id;
  if (/webhook|callback_url/.test(property)) return leftOutReasons.webhook;
  if (schema.keywords["deprecated"] === true) return leftOutReasons.deprecated;
  return schema.keywords["readOnly"] === true ? leftOutReasons.readOnly : null;
}

interface Draft {
  readonly start: Omit<ModelDefinition, "fields">;
  readonly mapped: readonly MappedWith[];
  readonly leftOut: readonly LeftOut[];
  readonly fixed: Readonly<Record<string, JsonValue>>;
  readonly form: CommandForm;
  readonly context: MapContext;
}

/** Moves parts into one JSON option until the command keeps to Discord's bounds: JSON first, then the least useful. */
function fitted(draft: Draft): MappedModel {
  const movable = draft.mapped
    .filter(({ part, fields }) => !part.required && fields.length > 0)
    .toSorted((one, other) => Number(isJson(one)) - Number(isJson(other)));
  for (let moved = 0; moved <= movable.length; moved += 1) {
    const away = new Set(movable.slice(movable.length - moved));
    const result = assembled(draft, away);
    if (draft.form.leavesRoom(result.definition)) return { ok: true, ...result };
  }
  const required = draft.mapped.filter(({ part }) => part.required).map(({ part }) => part.property);
  return { ok: false, reasons: [`its required fields alone are too much for one command: ${required.join(", ")}`] };
}

function isJson({ fields }: MappedWith): boolean {
  return fields.every(({ kind }) => kind === "json");
}

function assembled({ start, mapped, leftOut, fixed, context }: Draft, away: ReadonlySet<MappedWith>) {
  const kept = mapped.filter((part) => !away.has(part));
  const inAdvanced = mapped.filter((each) => away.has(each) || each.more === true);
  const fields = kept.flatMap((part) => part.fields).toSorted((one, other) => fieldRank(one) - fieldRank(other));
  const always: Readonly<Record<string, JsonValue>> = Object.assign({}, fixed, ...mapped.map((each) => each.fixed));
  const notes = [...leftOut, ...kept.flatMap((each) => each.notes)];
  const advanced = inAdvanced.map(({ part }) => part.property);
  const definition: ModelDefinition = {
    ...start,
    fields: inAdvanced.length === 0 ? fields : [...fields, advancedField(inAdvanced, context)],
    ...(Object.keys(always).length > 0 ? { fixed: always } : {}),
    ...(notes.length > 0 ? { leftOut: notes } : {}),
  };
  return { definition, advanced };
}

function advancedField(parts: readonly MappedWith[], { names }: MapContext): JsonField {
  const text = advancedText(parts.map(({ part }) => part.property));
  const properties: JsonObject = Object.fromEntries(parts.map(({ part }) => [part.property, part.schema.plain]));
  const field: JsonField = {
    kind: "json",
    name: "advanced",
    displayName: text.displayName,
    description: text.description,
    path: "",
    schema: { type: "object", properties, additionalProperties: false },
  };
  return names.fits(field) ? field : { ...field, name: "more_settings", displayName: { "en-US": "more_settings" } };
}
