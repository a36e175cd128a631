import type { APIComponentInContainer } from "discord.js";
import type { Job } from "../../jobs/job.ts";
import type { ReportCase } from "../../jobs/report-store.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import { dateText, momentText } from "../../policy/sentences.ts";
import type { Suspension } from "../../policy/settings.ts";
import type { Locale } from "../../texts/localized.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { channelMention, memberMention } from "../moderation/value-text.ts";
import { reportId } from "./custom-ids.ts";
import { REASON_MAX } from "./forms.ts";
import type { Edited, ViewOptions } from "./view-options.ts";

const REASONS_SHOWN = 5;
const PROMPT_SHOWN = 400;

export interface CaseView {
  readonly found: ReportCase;
  readonly job: Job;
  /** Of whoever made the picture. */
  readonly suspension: Suspension | null;
  readonly models: ModelCatalog;
  readonly locale: Locale;
}

/** A reported picture in the moderators' channel. Who reported stands behind a button that only moderators may press. */
export function caseMessage({ found, job, suspension, models, locale }: CaseView): object {
  const { origin } = job;
  const definition = models.byEndpoint(job.model);
  const prompt = plainText((definition && promptOf(definition, job.input)) ?? "", PROMPT_SHOWN);
  const made = {
    member: memberMention(origin.userId),
    model: plainText(definition?.title ?? job.model, 60),
    channel: channelMention(origin.channelId),
    when: momentText(job.createdAt),
  };
  const lines = [
    `## ${say(locale, "report_case_title")}`,
    say(locale, "report_case_made", made),
    ...(prompt === "" ? [] : [say(locale, "report_case_prompt", { prompt })]),
    ...(job.deletedAt === null ? [whereNow(job, locale)] : []),
  ];
  const reasons = found.reports.slice(-REASONS_SHOWN).map(({ reason }) => `> ${plainText(reason, REASON_MAX)}`);
  const count = say(locale, "report_case_count", { count: found.reports.length });
  return messageOf(
    container(found.decided === null ? "panel" : "changed", [
      text(lines.join("\n")),
      text([count, ...reasons].join("\n")),
      ...standing(found, origin.userId, suspension, locale),
      actions(found, locale),
    ]),
  );
}

/** Its member may have taken it back since it was reported. */
function whereNow({ origin, messageId, terms }: Job, locale: Locale): string {
  if (messageId === null || terms.ephemeral) return say(locale, "report_case_private");
  const link = `https://discord.com/channels/${origin.guildId}/${origin.channelId}/${messageId}`;
  return `[${say(locale, "report_case_link")}](${link})`;
}

function standing(found: ReportCase, userId: string, suspension: Suspension | null, locale: Locale) {
  const lines: string[] = [];
  const { decided } = found;
  if (decided !== null) {
    const facts = { by: memberMention(decided.by), when: momentText(decided.at) };
    lines.push(say(locale, `report_case_${decided.decision}`, facts));
  }
  const member = memberMention(userId);
  if (suspension !== null && suspension.until === null)
    lines.push(say(locale, "report_case_suspended_open", { member }));
  if (suspension !== null && suspension.until !== null)
    lines.push(say(locale, "report_case_suspended", { member, when: dateText(suspension.until) }));
  return lines.length === 0 ? [] : [text(lines.join("\n"))];
}

function actions({ jobId, decided }: ReportCase, locale: Locale): APIComponentInContainer {
  const deciding = [
    button(reportId("keep", jobId), say(locale, "report_keep")),
    button(reportId("remove", jobId), say(locale, "report_remove"), "danger"),
  ];
  return row(
    ...(decided === null ? deciding : []),
    button(reportId("suspend", jobId), say(locale, "report_suspend")),
    button(reportId("who", jobId), say(locale, "report_who")),
  );
}

type CaseOptions = Pick<ViewOptions, "reports" | "policies" | "models" | "now">;

/** What stands in the moderators' channel about a job; null where nobody reported it. */
export async function caseBody(job: Job, locale: Locale, options: CaseOptions): Promise<object | null> {
  const found = await options.reports.find(job.id);
  if (found === null) return null;
  const settings = await options.policies.settings(found.guildId);
  const suspension = settings.people.suspensions[job.origin.userId] ?? null;
  const holds = suspension !== null && (suspension.until === null || suspension.until > options.now());
  return caseMessage({ found, job, suspension: holds ? suspension : null, models: options.models, locale });
}

/** Shows a case as it is now, where it was shown before. @returns "gone" where that is no more, or never was */
export async function refreshCase(
  job: Job,
  locale: Locale,
  options: CaseOptions & Pick<ViewOptions, "jobs" | "edit">,
): Promise<Edited> {
  const message = (await options.reports.find(job.id))?.message;
  const body = await caseBody((await options.jobs.find(job.id)) ?? job, locale, options);
  if (!message || body === null) return "gone";
  return options.edit(message.channelId, message.messageId, body);
}
