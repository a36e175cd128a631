import type {
  APIComponentInLabel,
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import { ComponentKind } from "../../protocol.ts";
import type { Texts } from "../../texts-shape.ts";
import { defaultsOf } from "../components/select-choices.ts";

export interface Field {
  component: APIComponentInLabel;
  label: string;
  description: string | undefined;
}

/** What a person has put into a modal's field. */
export type Answer =
  | { kind: "text"; value: string }
  | { kind: "flag"; value: boolean }
  | { kind: "values"; values: readonly string[] }
  | { kind: "files"; files: readonly File[] };

export function fieldsOf(data: APIModalInteractionResponseCallbackData): Field[] {
  return data.components.flatMap(fieldsIn);
}

/** The field in its label, or, as before labels, the text inputs in an action row. */
export function fieldsIn(part: APIModalInteractionResponseCallbackComponent): Field[] {
  if (part.type === ComponentKind.label)
    return [{ component: part.component, label: part.label, description: part.description }];
  if (part.type !== ComponentKind.actionRow) return [];
  return part.components.map((component) => ({ component, label: component.label ?? "", description: undefined }));
}

export function firstAnswer(component: APIComponentInLabel): Answer {
  switch (component.type) {
    case ComponentKind.textInput:
      return { kind: "text", value: component.value ?? "" };
    case ComponentKind.checkbox:
      return { kind: "flag", value: component.default === true };
    case ComponentKind.radioGroup:
    case ComponentKind.checkboxGroup:
      return {
        kind: "values",
        values: component.options.filter((option) => option.default === true).map((option) => option.value),
      };
    case ComponentKind.fileUpload:
      return { kind: "files", files: [] };
    default:
      return { kind: "values", values: defaultsOf(component) };
  }
}

/** How many values a field takes. Discord wants one unless told otherwise, and none of what is not required. */
export function countOf(component: APIComponentInLabel): { least: number; most: number } {
  const required = !("required" in component) || component.required !== false;
  const least = "min_values" in component ? (component.min_values ?? 1) : 1;
  const most =
    "max_values" in component && component.max_values !== undefined ? component.max_values : mostOf(component);
  return { least: required ? least : 0, most };
}

function mostOf(component: APIComponentInLabel): number {
  return component.type === ComponentKind.checkboxGroup ? component.options.length : 1;
}

/** A sentence about what is wrong with an answer; null when it can be sent. */
export function problemOf(component: APIComponentInLabel, answer: Answer, texts: Texts): string | null {
  if (answer.kind === "flag") return null;
  if (answer.kind === "text") {
    const required = !("required" in component) || component.required !== false;
    const least = component.type === ComponentKind.textInput ? (component.min_length ?? 0) : 0;
    if (answer.value === "") return required ? texts.fieldRequired : null;
    return answer.value.length < least ? texts.fieldTooShort(least, answer.value.length) : null;
  }
  const count = answer.kind === "files" ? answer.files.length : answer.values.length;
  const { least, most } = countOf(component);
  if (count === 0 && least > 0) return texts.fieldRequired;
  return count < least || count > most ? texts.fileCount(least, most) : null;
}
