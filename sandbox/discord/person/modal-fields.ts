import type { APIAttachment } from "discord-api-types/v10";
import { isJson, type Json, listOf, numberOf, objectsOf, textOf } from "../json.ts";
import { COMPONENT } from "../wire.ts";
import { Refused } from "./command-options.ts";

/** What a person entered under a custom id. */
export interface Entered {
  value?: unknown;
  values?: unknown[];
}

const WITH_VALUES: readonly number[] = [
  COMPONENT.stringSelect,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
  COMPONENT.checkboxGroup,
  COMPONENT.fileUpload,
];

/** A modal's components as they come back to the application: the same tree, with values instead of labels. */
export function filledComponents(
  components: readonly unknown[],
  entered: Map<string, Entered>,
  uploaded: Map<string, APIAttachment>,
): Json[] {
  let next = 0;
  const fill = (component: Json): Json => {
    next += 1;
    const base = { type: component["type"], id: numberOf(component["id"]) ?? next };
    const type = numberOf(component["type"]) ?? 0;
    if (type === COMPONENT.actionRow) return { ...base, components: objectsOf(component["components"]).map(fill) };
    if (type === COMPONENT.label) {
      return { ...base, ...(isJson(component["component"]) ? { component: fill(component["component"]) } : {}) };
    }
    if (type === COMPONENT.textDisplay) return base;
    return { ...base, custom_id: component["custom_id"], ...filledValue(component, entered, uploaded) };
  };
  return components.filter(isJson).map(fill);
}

function filledValue(component: Json, entered: Map<string, Entered>, uploaded: Map<string, APIAttachment>): Json {
  const name = textOf(component["custom_id"]) ?? "";
  const given = entered.get(name);
  const type = numberOf(component["type"]) ?? 0;
  if (type === COMPONENT.checkbox) return { value: given?.value === true };
  if (type === COMPONENT.textInput) return { value: checkText(component, name, textOf(given?.value) ?? "") };
  const required = component["required"] !== false;
  if (WITH_VALUES.includes(type)) {
    const values = given?.values ?? [];
    checkCount(component, name, values.length, required);
    checkChoices(component, name, values);
    if (type !== COMPONENT.fileUpload) return { values };
    return { values: values.map((file) => uploaded.get(String(file))?.id ?? file) };
  }
  const value = given?.value ?? null;
  if (required && value === null) throw new Refused(`"${name}" must be filled in.`);
  if (value !== null) checkChoices(component, name, [value]);
  return { value };
}

function checkText(component: Json, name: string, text: string): string {
  const required = component["required"] !== false;
  if (text === "" && !required) return text;
  const min = Math.max(numberOf(component["min_length"]) ?? 0, required ? 1 : 0);
  const max = numberOf(component["max_length"]) ?? 4000;
  if (text.length < min) throw new Refused(`"${name}" must have at least ${min} characters.`);
  if (text.length > max) throw new Refused(`"${name}" must have at most ${max} characters.`);
  return text;
}

function checkCount(component: Json, name: string, count: number, required: boolean): void {
  if (count === 0 && !required) return;
  const min = numberOf(component["min_values"]) ?? 1;
  const max = numberOf(component["max_values"]) ?? 1;
  const most = component["type"] === COMPONENT.checkboxGroup ? (numberOf(component["max_values"]) ?? 10) : max;
  if (count < min || count > most) throw new Refused(`"${name}" takes ${min} to ${most} values.`);
}

/** Values of a menu with fixed options must be among them. */
export function checkChoices(component: Json, name: string, values: readonly unknown[]): void {
  const options = listOf(component["options"]).filter(isJson);
  if (options.length === 0) return;
  const strange = values.find((value) => !options.some((option) => option["value"] === value));
  if (strange !== undefined) throw new Refused(`"${name}" has no option ${String(strange)}.`);
}
