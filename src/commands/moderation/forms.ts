import {
  type APIComponentInModalActionRow,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import { type MessageKey, say } from "../../texts/say.ts";
import { customId } from "./custom-ids.ts";
import { typedText } from "./reading.ts";
import { settingValue } from "./setting-value.ts";
import { QUOTAS, type SettingId, SIZES } from "./settings-table.ts";
import type { View } from "./view.ts";

/** Forms that set several settings at once. */
export const SETTING_FORMS = {
  newcomers: ["account_hours", "membership_hours"],
  quotas: QUOTAS,
  sizes: SIZES,
  guild: ["guild_jobs"],
  kept: ["kept_days", "kept_megabytes"],
  budget: ["budget_day", "budget_month"],
  currency: ["currency", "per_usd"],
  price: ["price"],
} as const satisfies Record<string, readonly SettingId[]>;
export type SettingForm = keyof typeof SETTING_FORMS;

/** Forms that do something else, with their fields. */
export const DEED_FORMS = {
  suspend: ["hours", "reason"],
  credits: ["images", "reason"],
  pause: ["hours", "reason"],
  forbid: ["words"],
  replace: ["word", "by"],
  unlist: ["words"],
  test: ["prompt"],
} as const satisfies Record<string, readonly DeedField[]>;
export type DeedForm = keyof typeof DEED_FORMS;
export type FormName = SettingForm | DeedForm;

type DeedField = keyof typeof FIELDS;
interface Field {
  readonly most: number;
  readonly required: boolean;
  readonly long?: true;
}
const FIELDS = {
  hours: { most: 6, required: false },
  reason: { most: 300, required: false },
  images: { most: 7, required: true },
  words: { most: 4000, required: true, long: true },
  word: { most: 60, required: true },
  by: { most: 100, required: false },
  prompt: { most: 4000, required: true, long: true },
} as const satisfies Record<string, Field>;

const TYPED_MOST = 20;

export function isSettingForm(name: string): name is SettingForm {
  return Object.hasOwn(SETTING_FORMS, name);
}
export function isDeedForm(name: string): name is DeedForm {
  return Object.hasOwn(DEED_FORMS, name);
}

/** The modal that a button of the panel opens; what holds now stands in its fields. */
export function modalOf(form: FormName, view: View): APIModalInteractionResponseCallbackData {
  const { locale } = view.reader;
  return {
    custom_id: customId(view.page, "form", form),
    title: say(locale, `form_${form}`),
    components: isSettingForm(form)
      ? SETTING_FORMS[form].map((id) => settingField(id, view))
      : DEED_FORMS[form].map((field) => deedField(form, field, view)),
  };
}

/** A setting as a field of a form; what holds now stands in it. */
export function settingField(
  id: SettingId,
  { settings, subject, reader }: Pick<View, "subject" | "reader"> & { settings: Parameters<typeof settingValue>[0] },
): APILabelComponent {
  const value = typedText(id, settingValue(settings, id, subject), reader.currency);
  return label(say(reader.locale, `setting_${id}`), say(reader.locale, `hint_${id}`), {
    type: ComponentType.TextInput,
    custom_id: id,
    style: TextInputStyle.Short,
    required: false,
    max_length: TYPED_MOST,
    ...(value === "" ? {} : { value }),
  });
}

function deedField(form: DeedForm, field: DeedField, { reader }: View): APILabelComponent {
  const { most, required, ...more } = FIELDS[field];
  const hint: MessageKey = field === "hours" && form === "suspend" ? "field_hint_hours_suspend" : `field_hint_${field}`;
  return label(say(reader.locale, `field_${field}`), say(reader.locale, hint), {
    type: ComponentType.TextInput,
    custom_id: field,
    style: "long" in more ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: most,
  });
}

function label(words: string, description: string, component: APIComponentInModalActionRow): APILabelComponent {
  return { type: ComponentType.Label, label: words, description, component };
}
