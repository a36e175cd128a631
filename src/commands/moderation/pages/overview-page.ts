import { momentText } from "../../../policy/sentences.ts";
import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import { reasonText } from "../entry-text.ts";
import { button, line, type Part, section, text } from "../parts.ts";
import { settingLine } from "../setting-parts.ts";
import type { SettingId } from "../settings-table.ts";
import type { View } from "../view.ts";

const MAIN: readonly SettingId[] = [
  "place_allowed",
  "place_denied",
  "roles_allowed",
  "roles_denied",
  "other_models",
  "images_day",
  "cooldown",
  "guild_jobs",
  "budget_day",
  "budget_month",
  "safety_checker",
  "moderator_roles",
];

/** Whether pictures are made at all, and what matters most of the rest. */
export function overviewParts(view: View): Part[] {
  return [pausePart(view), line(), text(MAIN.map((id) => settingLine(id, view)).join("\n"))];
}

function pausePart({ page, settings, reader, now }: View): Part {
  const { locale } = reader;
  const { paused } = settings;
  if (paused === null || (paused.until !== null && paused.until <= now)) {
    return section(
      `**${say(locale, "pause_open")}**\n-# ${say(locale, "pause_hint")}`,
      button(customId(page, "form", "pause"), say(locale, "form_pause"), "danger"),
    );
  }
  const reason = reasonText(paused.reason, reader);
  const words =
    paused.until === null
      ? say(locale, "pause_until_lifted", { reason })
      : say(locale, "pause_until", { reason, when: momentText(paused.until) });
  return section(`**${words}**`, button(customId(page, "do", "resume"), say(locale, "button_resume"), "on"));
}
