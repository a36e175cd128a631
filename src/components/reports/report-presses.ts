import { moderatorOf } from "../../commands/moderation/moderator.ts";
import { memberMention } from "../../commands/moderation/value-text.ts";
import { PREFIXES, parseReportId } from "../../commands/moderation-views/custom-ids.ts";
import { removalForm, suspensionForm } from "../../commands/moderation-views/forms.ts";
import { removableBy } from "../../commands/moderation-views/removal.ts";
import { caseBody } from "../../commands/moderation-views/report-case.ts";
import type { ViewOptions } from "../../commands/moderation-views/view-options.ts";
import type { Answer, Asker, ComponentHandler } from "../../interaction.ts";
import type { Job } from "../../jobs/job.ts";
import type { ReportCase } from "../../jobs/report-store.ts";
import { momentText } from "../../policy/sentences.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";

const REASON_SHOWN = 120;
const MOST_NAMED = 10;

/** The buttons under a reported picture in the moderators' channel: whoever can read that channel, only moderators get further. */
export function reportPresses(options: ViewOptions): ComponentHandler {
  return {
    prefix: PREFIXES.report,
    async press(asker, { customId }) {
      const checked = await moderatorOf(asker, options);
      if (!checked.ok) return notice(checked.refusal);
      const pressed = parseReportId(customId);
      const job = pressed && (await options.jobs.find(pressed.job));
      const found = job && (await options.reports.find(job.id));
      if (!pressed || !job || !found || found.guildId !== checked.moderator.guildId)
        return notice(say(asker.locale, "refused_gone"));
      switch (pressed.action) {
        case "keep":
          return keep(asker, job, options);
        case "remove": {
          const removable = await removableBy(asker, job.id, options);
          if (!removable.ok) return notice(removable.refusal);
          return { kind: "modal", modal: removalForm(job.id, asker.locale) };
        }
        case "suspend":
          return { kind: "modal", modal: suspensionForm(job.id, asker.locale) };
        case "who":
          return notice(reporters(found, asker));
        case "write":
          return notice(say(asker.locale, "refused_gone"));
      }
    },
  };
}

async function keep(asker: Asker, job: Job, options: ViewOptions): Promise<Answer> {
  const decided = await options.reports.decide(job.id, "kept", asker.userId);
  const body = await caseBody(job, asker.guildLocale, options);
  if (!decided || body === null) return notice(say(asker.locale, "report_case_over"));
  options.log.info({ job: job.id, by: asker.userId }, "reported picture kept");
  return { kind: "update", body };
}

/** Newest first. */
function reporters({ reports }: ReportCase, { locale }: Asker): string {
  const lines = reports.toReversed().map(({ userId, at, reason }) =>
    say(locale, "report_who_line", {
      member: memberMention(userId),
      when: momentText(at),
      reason: plainText(reason, REASON_SHOWN),
    }),
  );
  const more = lines.length - MOST_NAMED;
  return [...lines.slice(0, MOST_NAMED), ...(more > 0 ? [say(locale, "and_more", { more })] : [])].join("\n");
}

function notice(text: string): Answer {
  return { kind: "notice", text };
}
