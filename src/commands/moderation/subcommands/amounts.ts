import { say } from "../../../texts/say.ts";
import { clearRole } from "../deeds.ts";
import type { ModerationOptions } from "../moderator.ts";
import { isSettingId, QUOTAS, SIZES } from "../settings-table.ts";
import { channelSubcommand } from "./places.ts";
import { answerOf, option, type Subcommand, settingChoices, textIn, wordedChoices } from "./subcommand.ts";
import { typedEdit } from "./typed-edit.ts";

const WRITTEN_MAX = 20;

/** How much and how often, and what may be spent. */
export function amountSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    {
      name: "limits set",
      options: [
        option.choice("limit", settingChoices(...QUOTAS, ...SIZES)),
        option.text("amount", WRITTEN_MAX, true),
        option.role("for_role", false),
      ],
      async execute(moderator, given) {
        const setting = textIn(given, "limit");
        if (!isSettingId(setting)) return { kind: "notice", text: say(moderator.asker.locale, "refused_gone") };
        const subject = textIn(given, "for_role") || null;
        return typedEdit([{ setting, subject, text: textIn(given, "amount") }], moderator, options);
      },
    },
    {
      name: "limits clear",
      options: [option.role("role")],
      execute: async (moderator, given) =>
        answerOf(await clearRole(moderator, textIn(given, "role"), options), moderator),
    },
    {
      name: "limits server",
      options: [option.text("jobs", WRITTEN_MAX, true)],
      execute: (moderator, given) =>
        typedEdit([{ setting: "guild_jobs", subject: null, text: textIn(given, "jobs") }], moderator, options),
    },
    {
      name: "budget set",
      options: [option.choice("period", wordedChoices("day", "month")), option.text("money", WRITTEN_MAX, true)],
      execute(moderator, given) {
        const setting = textIn(given, "period") === "day" ? "budget_day" : "budget_month";
        return typedEdit([{ setting, subject: null, text: textIn(given, "money") }], moderator, options);
      },
    },
    {
      name: "budget currency",
      options: [option.text("code", WRITTEN_MAX, true), option.text("per_usd", WRITTEN_MAX, false)],
      execute: (moderator, given) =>
        typedEdit(
          [
            { setting: "currency", subject: null, text: textIn(given, "code") },
            { setting: "per_usd", subject: null, text: textIn(given, "per_usd") },
          ],
          moderator,
          options,
        ),
    },
    channelSubcommand("budget warnings", "warnings", options),
  ];
}
