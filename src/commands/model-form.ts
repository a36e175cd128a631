import type { APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import type { ModalUse } from "../interaction.ts";
import { acceptedExtensions } from "../models/accepted-files.ts";
import {
  type Field,
  type FieldValue,
  fileTypeOf,
  type ModelDefinition,
  type ModelInput,
} from "../models/definition.ts";
import { describeField, describeValue, presetLabel } from "../models/describe-field.ts";
import type { JsonObject } from "../models/json-value.ts";
import { formRest, switchWords } from "../texts/generate-texts.ts";
import { type Locale, localize } from "../texts/localized.ts";
import { oneLine } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { MOST_CHOICES } from "./model-command.ts";
import { fitDescription } from "./model-descriptions.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";

/** Discord's bounds for a modal, and its numbers for what stands in one. */
const TITLE_MAX = 45;
const LABEL_MAX = 45;
const TEXT_MAX = 4000;
const MOST_LABELS = 5;
const MOST_FILES = 10;
const KEPT_SHOWN = 40;
const LABEL = 18;
const TEXT_INPUT = 4;
const SELECT = 3;
const FILE_UPLOAD = 19;
const SHORT = 1;
const PARAGRAPH = 2;

/** Custom ids are fields' names; no field is called like this one. */
const REST = "*";

/** A model's most important fields as a form; the rest of them share its last field. `known` is filled in already. */
export function modelForm(
  definition: ModelDefinition,
  customId: string,
  locale: Locale,
  known: ModelInput = {},
): APIModalInteractionResponseCallbackData {
  const { fields } = definition;
  const [shown, rest] = split(fields);
  const labels = shown.map((field) => labelOf(field, locale, known[field.name]));
  return {
    custom_id: customId,
    title: fitDescription(definition.title, TITLE_MAX),
    components: rest.length === 0 ? labels : [...labels, restLabel(rest, locale, known)],
  };
}

/** What of an input no form shows: files, an own size beside named ones, texts too long. Left empty there, it holds on. */
export function unshownIn({ fields }: ModelDefinition, known: ModelInput): ModelInput {
  const [shown, rest] = split(fields);
  const written = restText(rest, known).kept;
  const unshown = fields.filter((field) => {
    const value = known[field.name];
    if (value === undefined) return false;
    return fileTypeOf(field) !== undefined || (shown.includes(field) ? !isShowable(value) : !written.has(field.name));
  });
  const names = new Set(unshown.map(({ name }) => name));
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.has(name)));
}

function isShowable(value: FieldValue): boolean {
  return typeof value !== "object" && String(value).length <= TEXT_MAX;
}

/** What was filled in, by field name; files apart. */
export function readForm({ fields }: ModelDefinition, use: ModalUse) {
  const settings: JsonObject = {};
  const files = [...use.fields.values()].flatMap(({ attachments }) => attachments);
  for (const field of fields) {
    const filled = use.fields.get(field.name);
    const text = filled?.values[0] ?? filled?.text ?? "";
    if (text === "" || fileTypeOf(field) !== undefined) continue;
    settings[field.name] = field.kind === "boolean" ? text === "on" : text;
  }
  return { settings, rest: use.fields.get(REST)?.text ?? "", files };
}

function split(fields: readonly Field[]): [shown: readonly Field[], rest: readonly Field[]] {
  if (fields.length <= MOST_LABELS) return [fields, []];
  const ordered = fields.toSorted((one, other) => Number(other.required ?? false) - Number(one.required ?? false));
  return [ordered.slice(0, MOST_LABELS - 1), ordered.slice(MOST_LABELS - 1)];
}

function labelOf(field: Field, locale: Locale, known: FieldValue | undefined): APILabelComponent {
  return {
    type: LABEL,
    label: localize(field.displayName, locale).slice(0, LABEL_MAX),
    description: fitDescription(keptText(field, known, locale) ?? describeField(field, locale)),
    component: controlOf(field, locale, known),
  };
}

/** Null for what the form shows itself, and where nothing is known. */
function keptText(field: Field, known: FieldValue | undefined, locale: Locale): string | null {
  if (known === undefined) return null;
  if (fileTypeOf(field) !== undefined) return say(locale, "settings_kept_file");
  if (isShowable(known)) return null;
  const value = typeof known === "string" ? oneLine(known, KEPT_SHOWN) : describeValue(field, known, locale);
  return say(locale, "settings_kept", { value });
}

function controlOf(field: Field, locale: Locale, known: FieldValue | undefined): APILabelComponent["component"] {
  const keeps = known !== undefined && (fileTypeOf(field) !== undefined || !isShowable(known));
  const required = field.required === true && !keeps;
  const choices = choicesOf(field, locale);
  if (choices.length > 0 && choices.length <= MOST_CHOICES) {
    const chosen = keeps ? undefined : choiceValue(known ?? ("default" in field ? field.default : undefined));
    const options = choices.map(({ label, value }) => ({ label, value, default: value === chosen }));
    return { type: SELECT, custom_id: field.name, required, min_values: required ? 1 : 0, max_values: 1, options };
  }
  const type = fileTypeOf(field);
  if (type !== undefined) {
    const most = Math.min(slotsOf(field).filter(({ part }) => part === "file").length, MOST_FILES);
    const file_types = acceptedExtensions(type).slice(0, MOST_FILES);
    const upload = {
      type: FILE_UPLOAD,
      custom_id: field.name,
      required,
      min_values: required ? 1 : 0,
      max_values: most,
    } as const;
    return file_types.length > 0 ? { ...upload, file_types: [...file_types] } : upload;
  }
  const max_length = field.kind === "text" ? Math.min(field.maxLength, TEXT_MAX) : TEXT_MAX;
  const style = field.kind === "text" || field.kind === "json" ? PARAGRAPH : SHORT;
  const value = known === undefined || keeps ? {} : { value: typedText(field, known) };
  return { type: TEXT_INPUT, custom_id: field.name, style, required, max_length, ...value };
}

function choiceValue(value: unknown): unknown {
  return typeof value === "boolean" ? (value ? "on" : "off") : value;
}

/** As a member would type it. */
function typedText(field: Field, value: FieldValue): string {
  return field.kind === "list" && typeof value === "string" ? JSON.parse(value).join(", ") : String(value);
}

/** What can be chosen for a field; nothing where anything may be written. */
export function choicesOf(field: Field, locale: Locale): { label: string; value: string }[] {
  if (field.kind === "boolean") {
    return (["on", "off"] as const).map((value) => ({ label: localize(switchWords[value], locale), value }));
  }
  if (field.kind === "size")
    return field.presets.map((preset) => ({ label: presetLabel(preset, locale), value: preset.value }));
  if (field.kind !== "choice" || field.open === true) return [];
  return field.choices.map(({ label, value }) => ({ label: localize(label, locale), value }));
}

/** "seed: 5, size: square", as far as there is room. */
function restText(rest: readonly Field[], known: ModelInput): { text: string; kept: ReadonlySet<string> } {
  const kept = new Set<string>();
  let text = "";
  for (const field of rest) {
    const value = known[field.name];
    if (value === undefined || fileTypeOf(field) !== undefined) continue;
    const isJson = (field.kind === "json" || field.kind === "list") && typeof value === "string";
    const more = `${text === "" ? "" : ", "}${field.name}: ${isJson ? value : JSON.stringify(value)}`;
    if (text.length + more.length > TEXT_MAX) continue;
    text += more;
    kept.add(field.name);
  }
  return { text, kept };
}

function restLabel(rest: readonly Field[], locale: Locale, known: ModelInput): APILabelComponent {
  const { text } = restText(rest, known);
  const names = rest.flatMap(slotsOf).map(optionName).join(", ");
  return {
    type: LABEL,
    label: localize(formRest.displayName, locale),
    description: fitDescription(localize(formRest.description, locale).replace("{names}", names)),
    component: {
      type: TEXT_INPUT,
      custom_id: REST,
      style: PARAGRAPH,
      required: false,
      max_length: TEXT_MAX,
      ...(text === "" ? {} : { value: text }),
    },
  };
}
