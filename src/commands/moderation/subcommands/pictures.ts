import { change } from "../change.ts";
import type { ModerationOptions } from "../moderator.ts";
import { type SettingId, settingOf } from "../settings-table.ts";
import { memberEdit } from "./list-edits.ts";
import { answerOf, choiceIn, flagIn, option, type Subcommand, textIn, valueChoices } from "./subcommand.ts";
import { typedEdit } from "./typed-edit.ts";

const WRITTEN_MAX = 20;
const KEPT = ["kept_days", "kept_megabytes"] as const;

/** What may be done with pictures that were made, and how long they are kept. */
export function pictureSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    {
      name: "pictures gallery",
      options: [option.choice("gallery", valueChoices("off", "same_channel", "server"))],
      async execute(moderator, given) {
        const value = choiceIn(given, "gallery");
        const edit = { setting: "gallery", subject: null, to: () => value } as const;
        return answerOf(await change(moderator, [edit], options), moderator);
      },
    },
    switchSubcommand("pictures others", "others_pictures", options),
    switchSubcommand("pictures files", "parameters_in_files", options),
    {
      name: "pictures styles",
      options: [option.role("role"), option.flag("on")],
      async execute(moderator, given) {
        const edit = memberEdit("preset_roles", { id: textIn(given, "role"), isIn: flagIn(given, "on") });
        return answerOf(await change(moderator, [edit], options), moderator);
      },
    },
    {
      name: "pictures kept",
      options: KEPT.map((name) => option.text(name, WRITTEN_MAX, false)),
      execute(moderator, given) {
        const written = KEPT.map((setting) => ({ setting, subject: null, text: textIn(given, setting) }));
        return typedEdit(
          written.filter(({ text }) => text !== ""),
          moderator,
          options,
        );
      },
    },
  ];
}

/** Turns a setting on or off. */
export function switchSubcommand(name: Subcommand["name"], id: SettingId, options: ModerationOptions): Subcommand {
  return {
    name,
    options: [option.flag("on")],
    async execute(moderator, given) {
      const setting = settingOf(id);
      const value = setting.kind === "switch" ? setting[flagIn(given, "on") ? "on" : "off"] : undefined;
      return answerOf(await change(moderator, [{ setting: id, subject: null, to: () => value }], options), moderator);
    },
  };
}
