import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { ModalUse } from "../../interaction.ts";
import { PRESET_LIMITS, type PresetContent } from "../../prompts/preset.ts";
import { PLACEHOLDER } from "../../prompts/template.ts";
import type { Locale } from "../../texts/localized.ts";
import { type MessageKey, say } from "../../texts/say.ts";
import { fitDescription } from "../model-descriptions.ts";
import { type PresetTarget, presetId } from "./preset-ids.ts";

const TITLE_MAX = 45;
const FIELDS = ["name", "words", "negative", "settings"] as const;
type FieldName = (typeof FIELDS)[number];
const LABELS = {
  name: ["preset_label_name", "preset_hint_name"],
  words: ["preset_label_words", "preset_hint_words"],
  negative: ["preset_label_negative", "preset_hint_negative"],
  settings: ["preset_label_settings", "preset_hint_settings"],
} as const satisfies Record<FieldName, readonly [MessageKey, MessageKey]>;

/** A preset to fill in, with what stands in it so far. */
export function presetForm(
  target: PresetTarget,
  content: PresetContent,
  locale: Locale,
): APIModalInteractionResponseCallbackData {
  const title = target.kind === "new" ? say(locale, "preset_new") : say(locale, "preset_edit", { name: content.name });
  return {
    custom_id: presetId(target),
    title: fitDescription(title, TITLE_MAX),
    components: FIELDS.map((name) => fieldOf(name, content[name], locale)),
  };
}

export function readPresetForm({ fields }: ModalUse): PresetContent {
  const text = (name: FieldName) => fields.get(name)?.text ?? "";
  return { name: text("name"), words: text("words"), negative: text("negative"), settings: text("settings") };
}

function fieldOf(name: FieldName, value: string, locale: Locale): APILabelComponent {
  const [label, hint] = LABELS[name];
  const isLong = name === "words";
  const filled = value.slice(0, PRESET_LIMITS[name]);
  return {
    type: ComponentType.Label,
    label: say(locale, label),
    description: fitDescription(
      hint === "preset_hint_words" ? say(locale, hint, { placeholder: PLACEHOLDER }) : say(locale, hint),
    ),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: name === "name",
      max_length: PRESET_LIMITS[name],
      ...(filled === "" ? {} : { value: filled }),
    },
  };
}
