import { PermissionFlagsBits, type RESTPostAPIContextMenuApplicationCommandsJSONBody } from "discord.js";
import type { Asker, Command, CommandUse } from "../../interaction.ts";
import { parseCustomId } from "../../jobs/action.ts";
import { parseBatchId } from "../../jobs/batch-page.ts";
import type { JobId } from "../../jobs/job.ts";
import { type Localized, translations } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { choosableOf } from "./choosable.ts";
import { type Choosable, removalForm, reportForm } from "./forms.ts";
import { removableBy } from "./removal.ts";
import { reportableBy } from "./reporting.ts";
import type { ViewOptions } from "./view-options.ts";

// Discord's numbers: the menu of a message, installed to guilds, used there.
const MESSAGE = 3;
const GUILD_INSTALL = 0;
const GUILD = 0;

const REMOVE: Localized = { "en-US": "Remove picture" };
const REPORT: Localized = { "en-US": "Report picture" };

type MenuOptions = Pick<ViewOptions, "jobs" | "policies" | "reports" | "guildJobs" | "models">;

/** What the menu of a message offers: removing a picture for moderators, reporting it for everyone. */
export function pictureMenus(options: MenuOptions): Command[] {
  return [
    {
      data: menu(REMOVE, PermissionFlagsBits.ManageMessages),
      async execute(asker, _given, use) {
        const { first, among } = await picturesIn(asker, use, options);
        const removable = await removableBy(asker, first, options);
        if (!removable.ok) return { kind: "notice", text: removable.refusal };
        return { kind: "modal", modal: removalForm(removable.job.id, asker.locale, among) };
      },
    },
    {
      data: menu(REPORT, null),
      async execute(asker, _given, use) {
        const { first, among } = await picturesIn(asker, use, options);
        const reportable = await reportableBy(asker, first, options);
        // Of several, another one may well be reportable.
        if (!reportable.ok && (among.length < 2 || first === null)) return { kind: "notice", text: reportable.refusal };
        const job = reportable.ok ? reportable.job.id : first;
        if (job === null) return { kind: "notice", text: say(asker.locale, "not_our_picture") };
        return { kind: "modal", modal: reportForm(job, asker.locale, among) };
      },
    },
  ];
}

/** The job whose reply the message is: its buttons name it, however old it is. A batch's message shows several. */
async function picturesIn(
  { guildId, locale }: Asker,
  { message }: CommandUse,
  { guildJobs, models }: MenuOptions,
): Promise<{ first: JobId | null; among: readonly Choosable[] }> {
  const named = message?.customIds.map(parseCustomId).find((found) => found !== null)?.job;
  if (named !== undefined) return { first: named, among: [] };
  const ofBatch = message?.customIds.some((id) => parseBatchId(id) !== null) ?? false;
  const jobs = ofBatch && message && guildId !== null ? await guildJobs.ofMessage(guildId, message.id) : [];
  const among = choosableOf(jobs, models, locale);
  return { first: jobs[0]?.id ?? null, among };
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
