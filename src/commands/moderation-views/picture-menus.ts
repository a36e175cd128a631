import { PermissionFlagsBits, type RESTPostAPIContextMenuApplicationCommandsJSONBody } from "discord.js";
import type { Command, CommandUse } from "../../interaction.ts";
import { parseCustomId } from "../../jobs/action.ts";
import type { JobId } from "../../jobs/job.ts";
import { type Localized, translations } from "../../texts/localized.ts";
import { removalForm, reportForm } from "./forms.ts";
import { removableBy } from "./removal.ts";
import { reportableBy } from "./reporting.ts";
import type { ViewOptions } from "./view-options.ts";

// Discord's numbers: the menu of a message, installed to guilds, used there.
const MESSAGE = 3;
const GUILD_INSTALL = 0;
const GUILD = 0;

const REMOVE: Localized = { "en-US": "Remove picture" };
const REPORT: Localized = { "en-US": "Report picture" };

/** What the menu of a message offers: removing a picture for moderators, reporting it for everyone. */
export function pictureMenus(options: Pick<ViewOptions, "jobs" | "policies" | "reports">): Command[] {
  return [
    {
      data: menu(REMOVE, PermissionFlagsBits.ManageMessages),
      async execute(asker, _given, use) {
        const removable = await removableBy(asker, pictureIn(use), options);
        if (!removable.ok) return { kind: "notice", text: removable.refusal };
        return { kind: "modal", modal: removalForm(removable.job.id, asker.locale) };
      },
    },
    {
      data: menu(REPORT, null),
      async execute(asker, _given, use) {
        const reportable = await reportableBy(asker, pictureIn(use), options);
        if (!reportable.ok) return { kind: "notice", text: reportable.refusal };
        return { kind: "modal", modal: reportForm(reportable.job.id, asker.locale) };
      },
    },
  ];
}

/** The job whose reply the message is: its buttons name it, however old it is. */
function pictureIn({ message }: CommandUse): JobId | null {
  return message?.customIds.map(parseCustomId).find((found) => found !== null)?.job ?? null;
}

function menu(name: Localized, needs: bigint | null): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return {
    type: MESSAGE,
    name: name["en-US"],
    name_localizations: translations(name),
    default_member_permissions: needs === null ? null : String(needs),
    contexts: [GUILD],
    integration_types: [GUILD_INSTALL],
  };
}
