import type { Asker } from "../../interaction.ts";
import { type DeliveredJob, hasEnded, type JobId, type StoppedJob } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";
import { moderatesJob } from "../moderation/moderator.ts";
import { REASON_MAX } from "./forms.ts";
import { refreshCase } from "./report-case.ts";
import type { ViewOptions } from "./view-options.ts";

type Removable =
  | { readonly ok: true; readonly job: DeliveredJob | StoppedJob; readonly guildId: string }
  | { readonly ok: false; readonly refusal: string };

/** A picture that this person may remove: as a moderator, or as someone who may delete other people's messages there. */
export async function removableBy(
  asker: Asker,
  jobId: JobId | null,
  options: Pick<ViewOptions, "jobs" | "policies">,
): Promise<Removable> {
  const refused = (refusal: string): Removable => ({ ok: false, refusal });
  const { guildId, locale } = asker;
  const job = jobId === null ? null : await options.jobs.find(jobId);
  if (job === null || guildId === null || job.origin.guildId !== guildId)
    return refused(say(locale, "not_our_picture"));
  if (!(await moderatesJob(asker, job, options))) return refused(say(locale, "moderation_not_yours"));
  if (!hasEnded(job)) return refused(say(locale, "refused_still_running"));
  return job.deletedAt === null ? { ok: true, job, guildId } : refused(say(locale, "removal_already"));
}

/** Takes a picture away for a reason, everywhere we have it. @returns what the moderator reads */
export async function removePicture(
  asker: Asker,
  jobId: JobId | null,
  given: string,
  options: ViewOptions,
): Promise<string> {
  const { locale, userId } = asker;
  const removable = await removableBy(asker, jobId, options);
  if (!removable.ok) return removable.refusal;
  const reason = given.trim().slice(0, REASON_MAX);
  if (reason === "") return say(locale, "removal_no_reason");
  const { job, guildId } = removable;
  const shown = await options.showRemoved(job, reason);
  await options.jobs.deletePictures(job.id, () => options.forgetFiles(job));
  await options.policies.note(guildId, { kind: "removed", jobId: job.id, userId: job.origin.userId, reason }, userId);
  options.log.info({ job: job.id, by: userId }, "picture removed by a moderator");
  if (await options.reports.decide(job.id, "removed", userId)) await refreshCase(job, asker.guildLocale, options);
  return say(locale, shown ? "removal_done" : "removal_unseen");
}

/** The same of several in a message. @returns each sentence once */
export async function removePictures(
  asker: Asker,
  jobIds: readonly (JobId | null)[],
  given: string,
  options: ViewOptions,
): Promise<string> {
  const sentences = new Set<string>();
  for (const id of jobIds) sentences.add(await removePicture(asker, id, given, options));
  return [...sentences].join("\n");
}
