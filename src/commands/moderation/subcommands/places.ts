import { change } from "../change.ts";
import type { ModerationOptions } from "../moderator.ts";
import type { SettingId } from "../settings-table.ts";
import { type ListRule, memberEdit, ruleEdits } from "./list-edits.ts";
import { answerOf, flagIn, option, type Subcommand, textIn } from "./subcommand.ts";

const CHANNELS = { allowed: "place_allowed", denied: "place_denied" } as const;
const ROLES = { allowed: "roles_allowed", denied: "roles_denied" } as const;
const RULES: readonly ListRule[] = ["allow", "deny", "clear"];

/** Where pictures are made, and by whom. */
export function placeSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    ...RULES.map(
      (rule): Subcommand => ({
        name: `channels ${rule}`,
        options: [option.channel("channel")],
        async execute(moderator, given) {
          const edits = ruleEdits(CHANNELS, { rule, id: textIn(given, "channel") });
          return answerOf(await change(moderator, edits, options), moderator);
        },
      }),
    ),
    {
      name: "channels private",
      options: [option.channel("channel"), option.flag("on")],
      async execute(moderator, given) {
        const edit = memberEdit("ephemeral_only", { id: textIn(given, "channel"), isIn: flagIn(given, "on") });
        return answerOf(await change(moderator, [edit], options), moderator);
      },
    },
    channelSubcommand("channels redirect", "redirect", options),
    ...RULES.map(
      (rule): Subcommand => ({
        name: `roles ${rule}`,
        options: [option.role("role")],
        async execute(moderator, given) {
          const edits = ruleEdits(ROLES, { rule, id: textIn(given, "role") });
          return answerOf(await change(moderator, edits, options), moderator);
        },
      }),
    ),
  ];
}

/** Sets a channel, or none where it is left out. */
export function channelSubcommand(
  name: Subcommand["name"],
  setting: SettingId,
  options: ModerationOptions,
): Subcommand {
  return {
    name,
    options: [option.spokenIn("channel")],
    async execute(moderator, given) {
      const value = textIn(given, "channel") || null;
      return answerOf(await change(moderator, [{ setting, subject: null, to: () => value }], options), moderator);
    },
  };
}
