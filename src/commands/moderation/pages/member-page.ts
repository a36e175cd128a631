import { WINDOW_NAMES, WINDOWS } from "../../../policy/member-limits.ts";
import { dateText } from "../../../policy/sentences.ts";
import type { Suspension } from "../../../policy/settings.ts";
import type { MemberUsage } from "../../../policy/usage.ts";
import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import { reasonText } from "../entry-text.ts";
import { button, type Part, row, text } from "../parts.ts";
import { memberMention } from "../value-text.ts";
import type { View } from "../view.ts";
import { formButton } from "./form-button.ts";

const MOST_LISTED = 10;
const REASON_LISTED = 60;

/** One member: whether they are suspended, and what can be done about them. */
export function memberParts(view: View, usage: MemberUsage): Part[] {
  const { page, settings, reader, now } = view;
  const { locale } = reader;
  const userId = page.subject ?? "";
  const suspension = settings.people.suspensions[userId];
  const holds = suspension !== undefined && isRunning(suspension, now);
  const state = holds ? suspensionText(suspension, view) : say(locale, "member_not_suspended");
  return [
    text([`## ${memberMention(userId)}`, state, ...usedLines(usage, view)].join("\n")),
    row(
      formButton("suspend", view, "danger"),
      ...(holds ? [button(customId(page, "do", "lift"), say(locale, "button_lift"), "main")] : []),
      formButton("credits", view),
      button(customId(page, "go", "who"), say(locale, "button_back")),
    ),
  ];
}

/** What counts against a member's limits, and the bonus images they have left. */
function usedLines({ credits, entries, jobsUnderWay }: MemberUsage, { reader: { locale }, now }: View): string[] {
  const used = WINDOW_NAMES.map((window) => {
    const images = entries.filter(({ at }) => at > now - WINDOWS[window]).reduce((sum, entry) => sum + entry.images, 0);
    return say(locale, "member_used_window", { images, window: say(locale, `window_${window}`) });
  });
  return [
    say(locale, "member_credits", { credits: Math.max(0, credits) }),
    say(locale, "member_used", { used: used.join(" · ") }),
    say(locale, "me_under_way", { count: jobsUnderWay }),
  ];
}

/** Who is suspended now, as lines. */
export function suspendedText(view: View): string {
  const { settings, reader, now } = view;
  const running = Object.entries(settings.people.suspensions).filter(([, each]) => isRunning(each, now));
  if (running.length === 0) return say(reader.locale, "nobody_suspended");
  const lines = running
    .slice(0, MOST_LISTED)
    .map(([id, each]) => `${memberMention(id)}: ${suspensionText(each, view, REASON_LISTED)}`);
  const more = running.length - lines.length;
  return [...lines, ...(more > 0 ? [say(reader.locale, "and_more", { more })] : [])].join("\n");
}

export function isRunning({ until }: Suspension, now: number): boolean {
  return until === null || until > now;
}

function suspensionText({ until, reason }: Suspension, { reader }: View, most?: number): string {
  const { locale } = reader;
  const why = reasonText(reason, reader, most);
  if (until === null) return say(locale, "suspended_until_lifted", { reason: why });
  return say(locale, "suspended_until", { reason: why, when: dateText(until) });
}
