import { toJobId } from "../../commands/history/custom-ids.ts";
import { suspend } from "../../commands/moderation/deeds.ts";
import { moderatorOf } from "../../commands/moderation/moderator.ts";
import { PREFIXES, parseRemovalId, parseReportId } from "../../commands/moderation-views/custom-ids.ts";
import { FIELDS, MOST_DAYS } from "../../commands/moderation-views/forms.ts";
import { removePictures } from "../../commands/moderation-views/removal.ts";
import { refreshCase } from "../../commands/moderation-views/report-case.ts";
import { reportPicture } from "../../commands/moderation-views/reporting.ts";
import type { ViewOptions } from "../../commands/moderation-views/view-options.ts";
import type { Answer, Asker, ModalHandler, ModalUse } from "../../interaction.ts";
import type { JobId } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";

const HOURS_A_DAY = 24;

/** The forms about a picture: why it goes, what is wrong with it, how long its maker is suspended. */
export function reportModals(options: ViewOptions): ModalHandler[] {
  return [
    {
      prefix: PREFIXES.removal,
      submit: async (asker, use) =>
        later(() => removePictures(asker, chosenOf(use, parseRemovalId(use.customId)), textOf(use, "reason"), options)),
    },
    {
      prefix: PREFIXES.report,
      async submit(asker, use) {
        const written = parseReportId(use.customId);
        if (written?.action === "write")
          return later(() =>
            reportPicture(asker, chosenOf(use, written.job)[0] ?? null, textOf(use, "reason"), options),
          );
        if (written?.action === "suspend") return later(() => suspendMaker(asker, written.job, use, options));
        return { kind: "notice", text: say(asker.locale, "refused_gone") };
      },
    },
  ];
}

async function suspendMaker(asker: Asker, jobId: JobId, use: ModalUse, options: ViewOptions): Promise<string> {
  const checked = await moderatorOf(asker, options);
  if (!checked.ok) return checked.refusal;
  const job = await options.jobs.find(jobId);
  if (job === null || job.origin.guildId !== checked.moderator.guildId) return say(asker.locale, "refused_gone");
  const days = daysIn(textOf(use, "days"));
  if (days === undefined) return say(asker.locale, "suspend_days_unreadable");
  const asked = { hours: days === null ? null : days * HOURS_A_DAY, reason: textOf(use, "reason") };
  const outcome = await suspend(checked.moderator, job.origin.userId, asked, options);
  await refreshCase(job, asker.guildLocale, options);
  return outcome.text;
}

/** Null for no end; undefined for what is no number of days. */
function daysIn(text: string): number | null | undefined {
  if (text === "") return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : undefined;
}

function textOf({ fields }: ModalUse, field: keyof typeof FIELDS): string {
  return fields.get(FIELDS[field])?.text.trim() ?? "";
}

/** The pictures chosen among several, or the one that the form is about. Whether someone may is asked of each. */
function chosenOf({ fields }: ModalUse, job: JobId | null): (JobId | null)[] {
  const chosen = fields.get(FIELDS.which)?.values ?? [];
  return chosen.length === 0 ? [job] : chosen.map(toJobId);
}

/** What it takes goes through Discord's REST routes, which may be slower than an answer may be. */
function later(text: () => Promise<string>): Answer {
  return {
    kind: "later",
    ephemeral: true,
    message: async () => ({ body: { content: await text(), allowed_mentions: { parse: [] } } }),
  };
}
