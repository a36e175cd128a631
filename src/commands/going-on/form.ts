import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { GivenAttachment, ModalUse } from "../../interaction.ts";
import { acceptedExtensions } from "../../models/accepted-files.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { MOST_CHOICES } from "../model-command.ts";
import { fitDescription } from "../model-descriptions.ts";

/** The fields' custom ids. */
export const FIELDS = {
  model: "model",
  prompt: "prompt",
  strength: "strength",
  region: "region",
  mask: "mask",
} as const;
type FieldName = keyof typeof FIELDS;

/** Discord's bounds for a modal. */
const TITLE_MAX = 45;
const LABEL_MAX = 45;
const TEXT_MAX = 4_000;
const MOST_FILE_TYPES = 10;

export type FormPart = APILabelComponent;

export function formOf(
  customId: string,
  title: string,
  parts: readonly FormPart[],
): APIModalInteractionResponseCallbackData {
  return { custom_id: customId, title: fitDescription(title, TITLE_MAX), components: [...parts] };
}

/** Which of several models; nothing where there is no choice. The first is chosen. */
export function modelChoice(models: readonly ModelDefinition[], locale: Locale): FormPart[] {
  if (models.length < 2) return [];
  const options = models.slice(0, MOST_CHOICES).map(({ command, title, description }, index) => ({
    value: command,
    label: fitDescription(title),
    description: fitDescription(localize(description, locale)),
    default: index === 0,
  }));
  return [choice(FIELDS.model, say(locale, "go_model"), options, { required: true })];
}

export interface FormChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly default?: boolean;
}

export function choice(
  customId: FieldName,
  label: string,
  options: readonly FormChoice[],
  { required, hint }: { required: boolean; hint?: string },
): FormPart {
  return labelled(label, hint, {
    type: ComponentType.StringSelect,
    custom_id: customId,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    options: [...options],
  });
}

export function promptInput(
  label: string,
  { required, value, hint }: { required: boolean; value?: string | undefined; hint?: string },
): FormPart {
  const known = value?.slice(0, TEXT_MAX);
  return labelled(label, hint, {
    type: ComponentType.TextInput,
    custom_id: FIELDS.prompt,
    style: TextInputStyle.Paragraph,
    required,
    max_length: TEXT_MAX,
    ...(known ? { value: known } : {}),
  });
}

export function pictureUpload(customId: FieldName, label: string, hint: string): FormPart {
  const file_types = acceptedExtensions("image").slice(0, MOST_FILE_TYPES);
  return labelled(label, hint, {
    type: ComponentType.FileUpload,
    custom_id: customId,
    required: false,
    min_values: 0,
    max_values: 1,
    file_types,
  });
}

function labelled(label: string, hint: string | undefined, component: APILabelComponent["component"]): FormPart {
  const description = hint === undefined ? {} : { description: fitDescription(hint) };
  return { type: ComponentType.Label, label: label.slice(0, LABEL_MAX), ...description, component };
}

export function textIn({ fields }: ModalUse, name: FieldName): string {
  return fields.get(name)?.text.trim() ?? "";
}

export function chosenIn({ fields }: ModalUse, name: FieldName): string | undefined {
  return fields.get(name)?.values[0];
}

export function fileIn({ fields }: ModalUse, name: FieldName): GivenAttachment | undefined {
  return fields.get(name)?.attachments[0];
}
