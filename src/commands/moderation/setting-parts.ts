import { createHash } from "node:crypto";
import type { Json } from "../../policy/settings-changes.ts";
import { say } from "../../texts/say.ts";
import { customId } from "./custom-ids.ts";
import { button, channelSelect, MOST_SELECTED, optionSelect, type Part, roleSelect, section, text } from "./parts.ts";
import { listOf, settingValue } from "./setting-value.ts";
import { type SettingId, settingOf } from "./settings-table.ts";
import { choiceText, valueText } from "./value-text.ts";
import type { View } from "./view.ts";

const STAMP_LENGTH = 8;

/** A setting in the panel: what it is called, what it means, and the control that changes it at once. */
export function settingParts(id: SettingId, view: View): Part[] {
  const { page, subject, settings, reader } = view;
  const { locale } = reader;
  const setting = settingOf(id);
  const value = settingValue(settings, id, subject);
  const set = customId(page, "set", id, stampOf(value));
  switch (setting.kind) {
    case "channels":
    case "roles": {
      const chosen = listOf(value);
      if (chosen.length > MOST_SELECTED) return [text(`${settingLine(id, view)}\n-# ${say(locale, "list_too_long")}`)];
      const select = setting.kind === "channels" ? channelSelect : roleSelect;
      const placeholder = say(locale, setting.kind === "channels" ? "choose_channels" : "choose_roles");
      return [explained(id, view), select({ customId: set, placeholder, chosen, most: MOST_SELECTED })];
    }
    case "channel": {
      const chosen = typeof value === "string" ? [value] : [];
      const placeholder = say(locale, "choose_channel");
      return [explained(id, view), channelSelect({ customId: set, placeholder, chosen, most: 1 })];
    }
    case "switch": {
      const isOn = (value ?? (settings.content.otherModels === "on" ? setting.on : setting.off)) === setting.on;
      const label = say(locale, isOn ? "button_turn_off" : "button_turn_on");
      const turn = button(customId(page, "turn", id, isOn ? "off" : "on"), label, isOn ? "plain" : "on");
      const state = say(locale, isOn ? "value_on" : "value_off");
      return [section(`${name(id, view)}: ${state}\n-# ${say(locale, `hint_${id}`)}`, turn)];
    }
    case "choice": {
      const options = setting.choices.map((choice) => ({
        value: choice,
        label: choiceText(choice, locale),
        default: choice === value,
      }));
      return [explained(id, view), optionSelect(set, say(locale, `setting_${id}`), options)];
    }
    default:
      return [text(settingLine(id, view))];
  }
}

/** Another custom id for another value: clients keep what was chosen under an id, also when Undo chose otherwise. */
export function stampOf(value: Json | undefined): string {
  return createHash("sha256")
    .update(JSON.stringify(value ?? null))
    .digest("hex")
    .slice(0, STAMP_LENGTH);
}

/** "**Images per day**: 20" */
export function settingLine(id: SettingId, view: View): string {
  return `${name(id, view)}: ${valueText(id, settingValue(view.settings, id, view.subject), view.reader)}`;
}

function explained(id: SettingId, view: View): Part {
  return text(`${name(id, view)}\n-# ${say(view.reader.locale, `hint_${id}`)}`);
}

function name(id: SettingId, { reader }: View): string {
  return `**${say(reader.locale, `setting_${id}`)}**`;
}
