import { PREFERENCES_PREFIX } from "../../commands/prompts/preference-form.ts";
import { type PreferenceOptions, savePreferences } from "../../commands/prompts/preferences-command.ts";
import type { ModalHandler } from "../../interaction.ts";

/** The form of /preferences. */
export function preferenceModals(options: PreferenceOptions): ModalHandler {
  return { prefix: PREFERENCES_PREFIX, submit: (asker, use) => savePreferences(asker, use, options) };
}
