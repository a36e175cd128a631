import { dateText } from "../../../policy/sentences.ts";
import { OPEN_SETTINGS } from "../../../policy/settings.ts";
import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import { reasonText } from "../entry-text.ts";
import { button, line, type Part, section, text } from "../parts.ts";
import { settingLine } from "../setting-parts.ts";
import { settingValue } from "../setting-value.ts";
import { isSettingId, SETTINGS, type SettingId } from "../settings-table.ts";
import type { View } from "../view.ts";
import { formButton } from "./form-button.ts";
import { isRunning } from "./member-page.ts";

/** All that is set for the whole server: whatever differs from a server where nobody decided anything. */
function decided({ settings }: View): SettingId[] {
  return Object.keys(SETTINGS)
    .filter(isSettingId)
    .filter((id) => {
      const [value, open] = [settings, OPEN_SETTINGS].map((each) => settingValue(each, id, null));
      return JSON.stringify(value) !== JSON.stringify(open);
    });
}

/** Whether pictures are made at all, and what is set of the rest. */
export function overviewParts(view: View): Part[] {
  const { reader } = view;
  const lines = decided(view).map((id) => settingLine(id, view));
  const others = otherLines(view);
  const all = [...lines, ...others];
  return [pausePart(view), line(), text(all.length === 0 ? say(reader.locale, "overview_open") : all.join("\n"))];
}

/** What stands under roles, models and members, by number. */
function otherLines({ settings, reader, now }: View): string[] {
  const { locale } = reader;
  const { people, content, limits } = settings;
  const counts = [
    ["overview_suspended", Object.values(people.suspensions).filter((each) => isRunning(each, now)).length],
    ["overview_models", Object.keys(content.models).length],
    ["overview_roles", Object.keys(limits.roles).length],
  ] as const;
  return counts.filter(([, count]) => count > 0).map(([key, count]) => `**${say(locale, key)}**: ${count}`);
}

function pausePart(view: View): Part {
  const { page, settings, reader, now } = view;
  const { locale } = reader;
  const { paused } = settings;
  if (paused === null || (paused.until !== null && paused.until <= now)) {
    return section(
      `**${say(locale, "pause_open")}**\n-# ${say(locale, "pause_hint")}`,
      formButton("pause", view, "danger"),
    );
  }
  const reason = reasonText(paused.reason, reader);
  const words =
    paused.until === null
      ? say(locale, "pause_until_lifted", { reason })
      : say(locale, "pause_until", { reason, when: dateText(paused.until) });
  return section(`**${words}**`, button(customId(page, "do", "resume"), say(locale, "button_resume"), "on"));
}
