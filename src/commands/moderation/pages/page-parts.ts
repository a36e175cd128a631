import { say } from "../../../texts/say.ts";
import { ceilingText } from "../ceiling.ts";
import { customId, type PageName } from "../custom-ids.ts";
import type { FormName } from "../forms.ts";
import type { ModerationOptions, Moderator } from "../moderator.ts";
import { line, memberSelect, type Part, row, text } from "../parts.ts";
import { settingLine, settingParts } from "../setting-parts.ts";
import type { SettingId } from "../settings-table.ts";
import type { View } from "../view.ts";
import { AUDIT_LEAF, auditParts } from "./audit-page.ts";
import { formButton } from "./form-button.ts";
import { limitsParts, roleParts } from "./limits-page.ts";
import { memberParts, suspendedText } from "./member-page.ts";
import { modelParts, modelsParts } from "./models-page.ts";
import { overviewParts } from "./overview-page.ts";

/** What stands on a page of the panel. */
export async function pageParts(view: View, { guildId }: Moderator, options: ModerationOptions): Promise<Part[]> {
  const { page } = view;
  switch (page.name) {
    case "what":
      return modelsParts(view, options.models);
    case "member":
      return memberParts(view, await options.memberUsage(guildId, page.subject ?? ""));
    case "audit": {
      const before = page.subject === null ? {} : { before: Number(page.subject) };
      return auditParts(view, await options.policies.audit(guildId, { limit: AUDIT_LEAF + 1, ...before }));
    }
    case "limits":
    case "money":
      return [...PAGES[page.name](view), ...(await ceilingParts(view, guildId, options))];
    default:
      return PAGES[page.name](view);
  }
}

const PAGES: Record<Exclude<PageName, "what" | "audit" | "member">, (view: View) => Part[]> = {
  overview: overviewParts,
  where: (view) => settings(view, "place_allowed", "place_denied", "redirect", "ephemeral_only"),
  who: whoParts,
  model: modelParts,
  limits: limitsParts,
  role: roleParts,
  money: (view) => [
    ...typed(view, "budget", ["budget_day", "budget_month"]),
    ...settings(view, "warnings"),
    line(),
    ...typed(view, "currency", ["currency", "per_usd"]),
    text(`-# ${say(view.reader.locale, "money_hint")}`),
  ],
  words: wordsParts,
  safety: (view) => [
    ...settings(view, "safety_checker", "flagged_adult", "flagged_elsewhere"),
    ...settings(view, "gallery", "others_pictures", "parameters_in_files"),
    ...typed(view, "kept", ["kept_days", "kept_megabytes"]),
  ],
  moderators: (view) => [
    ...settings(view, "moderator_roles", "preset_roles"),
    text(`-# ${say(view.reader.locale, "moderators_hint")}`),
  ],
};

/** What the operator lets the guild have, which its own limits cannot go beyond. */
async function ceilingParts({ reader }: View, guildId: string, { policies }: ModerationOptions): Promise<Part[]> {
  const words = ceilingText(await policies.operatorSettings(), guildId, reader);
  return words === "" ? [] : [line(), text(words)];
}

function settings(view: View, ...ids: readonly SettingId[]): Part[] {
  return ids.flatMap((id) => settingParts(id, view));
}

/** Settings that are written, with the form that changes them. */
function typed(view: View, form: FormName, ids: readonly SettingId[]): Part[] {
  return [text(ids.map((id) => settingLine(id, view)).join("\n")), row(formButton(form, view))];
}

function whoParts(view: View): Part[] {
  const { locale } = view.reader;
  return [
    ...settings(view, "roles_allowed", "roles_denied"),
    line(),
    ...typed(view, "newcomers", ["account_hours", "membership_hours"]),
    ...settings(view, "exempt_roles"),
    line(),
    text(`**${say(locale, "suspended_title")}**\n${suspendedText(view)}`),
    memberSelect(customId(view.page, "pick", "member"), say(locale, "choose_member")),
  ];
}

function wordsParts(view: View): Part[] {
  const hint = (id: "forbidden" | "replaced") => `-# ${say(view.reader.locale, `hint_${id}`)}`;
  return [
    text(`${settingLine("forbidden", view)}\n${hint("forbidden")}`),
    text(`${settingLine("replaced", view)}\n${hint("replaced")}`),
    row(formButton("forbid", view), formButton("replace", view), formButton("unlist", view), formButton("test", view)),
  ];
}
