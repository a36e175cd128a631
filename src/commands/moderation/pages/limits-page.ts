import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import { button, line, type Part, roleSelect, row, text } from "../parts.ts";
import { settingLine } from "../setting-parts.ts";
import { QUOTAS, SIZES } from "../settings-table.ts";
import { roleMention } from "../value-text.ts";
import type { View } from "../view.ts";
import { formButton } from "./form-button.ts";

const MOST_LISTED = 15;

/** What everyone may have, and the way to what roles may have. */
export function limitsParts(view: View): Part[] {
  const { page, settings, reader } = view;
  const { locale } = reader;
  const roles = Object.keys(settings.limits.roles);
  const named = roles.slice(0, MOST_LISTED).map(roleMention).join(", ");
  const list = roles.length === 0 ? say(locale, "value_none") : named;
  return [
    text(`**${say(locale, "limits_everyone")}**\n-# ${say(locale, "limits_hint")}`),
    ...limitControls(view),
    line(),
    text(`**${say(locale, "limits_roles")}**: ${list}\n-# ${say(locale, "limits_roles_hint")}`),
    roleSelect({
      customId: customId(page, "pick", "role"),
      placeholder: say(locale, "choose_role"),
      chosen: [],
      most: 1,
    }),
    line(),
    text(`${settingLine("guild_jobs", view)}\n-# ${say(locale, "hint_guild_jobs")}`),
    row(formButton("guild", view)),
  ];
}

/** What one role may have. */
export function roleParts(view: View): Part[] {
  const { page, settings, reader } = view;
  const { locale } = reader;
  const own = settings.limits.roles[page.subject ?? ""] !== undefined;
  return [
    text(`## ${roleMention(page.subject ?? "")}\n-# ${say(locale, "limits_roles_hint")}`),
    ...limitControls(view),
    row(
      ...(own ? [button(customId(page, "do", "clear_role"), say(locale, "button_clear_role"), "danger")] : []),
      button(customId(page, "go", "limits"), say(locale, "button_back")),
    ),
  ];
}

function limitControls(view: View): Part[] {
  return [
    text([...QUOTAS, ...SIZES].map((id) => settingLine(id, view)).join("\n")),
    row(formButton("quotas", view, "main"), formButton("sizes", view, "main")),
  ];
}
