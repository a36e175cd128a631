import { runSettings, settingsForm, USE, type UseSettingsOptions } from "../../commands/about-picture/use-settings.ts";
import type { ComponentHandler, ModalHandler } from "../../interaction.ts";

/** The button that opens the settings of a result in a form. */
export function settingsPresses(options: UseSettingsOptions): ComponentHandler {
  return { prefix: USE, press: (asker, { customId }) => settingsForm(asker, customId, options) };
}

/** That form, filled in. */
export function settingsModals(options: UseSettingsOptions): ModalHandler {
  return { prefix: USE, submit: (asker, use) => runSettings(asker, use, options) };
}
