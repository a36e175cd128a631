import { moderatorOf } from "../../commands/moderation/moderator.ts";
import { memberMention } from "../../commands/moderation/value-text.ts";
import { PREFIXES, parseReportId } from "../../commands/moderation-views/custom-ids.ts";
import { removalForm, suspensionForm } from "../../commands/moderation-views/forms.ts";
import { removableBy } from "../../commands/moderation-views/removal.ts";
import { caseBody, refreshCase } from "../../commands/moderation-views/report-case.ts";
import type { ViewOptions } from "../../commands/moderation-views/view-options.ts";
import type { Answer, Asker, ComponentHandler, ComponentUse } from "../../interaction.ts";
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
    async press(asker, use) {
      const checked = await moderatorOf(asker, options);
      if (!checked.ok) return notice(checked.refusal);
      const pressed = parseReportId(use.customId);
      const job = pressed && (await options.jobs.find(pressed.job));
      const found = job && (await options.reports.find(job.id));
      if (!pressed || !job || !found || found.guildId !== checked.moderator.guildId)
        return notice(say(asker.locale, "refused_gone"));
      switch (pressed.action) {
        case "keep":
          return keep(asker, job, use, options);
        case "look": {
          const body = await caseBody(job, asker.locale, options);
          return body === null ? notice(say(asker.locale, "refused_gone")) : { kind: "message", body, ephemeral: true };
        }
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

async function keep(asker: Asker, job: Job, { messageId }: ComponentUse, options: ViewOptions): Promise<Answer> {
  const before = await options.reports.find(job.id);
  const decided = await options.reports.decide(job.id, "kept", asker.userId);
  const isTheirs = before?.message?.messageId === messageId;
  const body = await caseBody(job, isTheirs ? asker.guildLocale : asker.locale, options);
  if (!decided || body === null) return notice(say(asker.locale, "report_case_over"));
  options.log.info({ job: job.id, by: asker.userId }, "reported picture kept");
  // Pressed in a moderator's own view, the message in the channel changes as well; nobody waits for it.
  if (!isTheirs)
    refreshCase(job, asker.guildLocale, options).catch((error) =>
      options.log.error({ err: error, job: job.id }, "a decided report could not be shown in its channel"),
    );
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
