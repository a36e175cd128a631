import type { Asker } from "../../interaction.ts";
import { hasEnded, type Job, type JobId } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";
import { REASON_MAX } from "./forms.ts";
import { caseBody, refreshCase } from "./report-case.ts";
import type { ViewOptions } from "./view-options.ts";

/** Discord keeps that much of one. */
const NONCE_MAX = 25;

type Reportable =
  | { readonly ok: true; readonly job: Job; readonly guildId: string; readonly channelId: string }
  | { readonly ok: false; readonly refusal: string };

/** A picture that this member may report: of this guild, there to be seen, and not reported by them yet. */
export async function reportableBy(
  asker: Asker,
  jobId: JobId | null,
  options: Pick<ViewOptions, "jobs" | "policies" | "reports">,
): Promise<Reportable> {
  const refused = (refusal: string): Reportable => ({ ok: false, refusal });
  const { guildId, locale, userId } = asker;
  const job = jobId === null ? null : await options.jobs.find(jobId);
  if (job === null || guildId === null || job.origin.guildId !== guildId)
    return refused(say(locale, "not_our_picture"));
  // A saved one may be shown already, its delivery just not written down yet.
  if (!hasEnded(job) && job.state !== "saved") return refused(say(locale, "not_our_picture"));
  if (job.deletedAt !== null) return refused(say(locale, "report_gone"));
  const { audit } = await options.policies.settings(guildId);
  const channelId = audit.reports ?? audit.channel;
  if (channelId === null) return refused(say(locale, "report_nowhere"));
  const found = await options.reports.find(job.id);
  if (found?.reports.some((report) => report.userId === userId)) return refused(say(locale, "report_again"));
  if (found?.decided?.decision === "kept") return refused(say(locale, "report_decided"));
  return { ok: true, job, guildId, channelId };
}

/** Brings a member's report before the moderators. @returns what the member reads */
export async function reportPicture(
  asker: Asker,
  jobId: JobId | null,
  given: string,
  options: ViewOptions,
): Promise<string> {
  const { locale, userId } = asker;
  const reportable = await reportableBy(asker, jobId, options);
  if (!reportable.ok) return reportable.refusal;
  const reason = given.trim().slice(0, REASON_MAX);
  if (reason === "") return say(locale, "report_no_reason");
  const { job, guildId, channelId } = reportable;
  if (!(await options.reports.add(job.id, guildId, { userId, reason }))) return say(locale, "report_again");
  options.log.info({ job: job.id, guild: guildId }, "picture reported");
  if (await show(job, channelId, asker, options)) return say(locale, "report_done");
  await options.reports.withdraw(job.id, userId);
  return say(locale, "report_undelivered");
}

/** All reports of a picture stand in one message; where that was deleted, in a new one. */
async function show(job: Job, channelId: string, { guildLocale }: Asker, options: ViewOptions): Promise<boolean> {
  if ((await refreshCase(job, guildLocale, options)) !== "gone") return true;
  const found = await options.reports.find(job.id);
  const body = await caseBody(job, guildLocale, options);
  if (found === null || body === null) return false;
  // With the number of reports in it: Discord makes no second message with the nonce of a deleted one.
  const nonce = `r${found.reports.length}${job.id.replaceAll("-", "")}`.slice(0, NONCE_MAX);
  const posted = await options.post(channelId, body, nonce);
  if (posted.ok) await options.reports.shownIn(job.id, { channelId, messageId: posted.messageId });
  return posted.ok;
}
