import { addPreset, notice, removePreset, savePreset } from "../../commands/prompts/preset-deeds.ts";
import { presetForm, readPresetForm } from "../../commands/prompts/preset-form.ts";
import { PRESET_PREFIX, pressIn, targetIn } from "../../commands/prompts/preset-ids.ts";
import type { PresetOptions } from "../../commands/prompts/preset-options.ts";
import { mayChange } from "../../commands/prompts/preset-rights.ts";
import { doneView, removeView } from "../../commands/prompts/preset-views.ts";
import type { Answer, Asker, ComponentHandler, ModalHandler } from "../../interaction.ts";
import type { Preset } from "../../prompts/preset.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";

const NAME_SHOWN = 80;

/** The buttons of presets: who presses is asked about anew, whatever the message was made for. */
export function presetPresses(options: PresetOptions): ComponentHandler {
  return {
    prefix: PRESET_PREFIX,
    async press(asker, { customId }): Promise<Answer> {
      const asked = pressIn(customId);
      const preset = asked === null ? null : await options.presets.find(asked.id);
      if (asked === null || preset === null) return notice(say(asker.locale, "preset_bad_gone"));
      if (asked.press === "add") return take(asker, preset, options);
      if (!(await mayChange(asker, preset, options.policies))) return notice(say(asker.locale, "preset_bad_gone"));
      const { locale } = asker;
      switch (asked.press) {
        case "edit":
          return { kind: "modal", modal: presetForm({ kind: "edit", id: preset.id }, preset, locale) };
        case "ask":
          return { kind: "update", body: removeView(preset, locale) };
        case "keep":
          return {
            kind: "update",
            body: doneView(say(locale, "preset_kept", { name: plainText(preset.name, NAME_SHOWN) })),
          };
        case "remove":
          return { kind: "update", body: doneView(await removePreset(asker, preset, options)) };
      }
    },
  };
}

/** The form of a preset, new or changed. */
export function presetModals(options: PresetOptions): ModalHandler {
  return {
    prefix: PRESET_PREFIX,
    async submit(asker, use): Promise<Answer> {
      const target = targetIn(use.customId);
      if (target === null) return notice(say(asker.locale, "refused_gone"));
      return savePreset(asker, target, readPresetForm(use), options);
    },
  };
}

/** A copy for who presses, of what its owner showed around. */
async function take(asker: Asker, preset: Preset, options: PresetOptions): Promise<Answer> {
  const isOpen = preset.sharedAt !== null || preset.scope === `guild:${asker.guildId}`;
  return isOpen ? addPreset(asker, preset, "mine", options) : notice(say(asker.locale, "preset_bad_gone"));
}
