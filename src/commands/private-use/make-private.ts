import type { AnswerMessage, Asker } from "../../interaction.ts";
import type { DeliveredJob } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import type { SourcePicture } from "../going-on/source-picture.ts";
import { messageOf, text } from "../moderation/parts.ts";
import type { PrivateUseOptions } from "./private-use-options.ts";

/** Takes a result of one's own away from everyone, and shows it to its member alone. */
export function makePrivateAction(options: PrivateUseOptions): PictureAction {
  return {
    name: "private",
    label: (locale) => say(locale, "go_make_private"),
    makesFrom: false,
    offered: (asker, source) => ownOpenResult(asker, source) !== null,
    async start(asker, source) {
      const job = ownOpenResult(asker, source);
      if (job === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      return { kind: "later", ephemeral: true, message: () => madePrivate(asker, job, options) };
    },
  };
}

/** In the direct message with us nobody else sees it; where we are not ourselves, we reach no message of the past. */
function ownOpenResult(asker: Asker, source: SourcePicture): DeliveredJob | null {
  if (source.kind !== "job") return null;
  const { job } = source;
  const { origin, terms } = job;
  const open = job.state === "delivered" && job.deletedAt === null && job.messageId !== null && !terms.ephemeral;
  const among = origin.guildId !== null && !origin.byTokenOnly;
  return open && among && origin.userId === asker.userId ? job : null;
}

async function madePrivate(asker: Asker, job: DeliveredJob, options: PrivateUseOptions): Promise<AnswerMessage> {
  const { shown, policies, takeAway, privateMessage, log } = options;
  const { locale, userId } = asker;
  if (!(await takeAway(job))) return { body: messageOf(text(say(locale, "refused_make_private"))) };
  // A second press finds it done already, and only shows it again.
  if (await shown.privately(job.id)) {
    log.info({ job: job.id, by: userId }, "result made private");
    if (job.origin.guildId !== null)
      await policies.note(job.origin.guildId, { kind: "made_private", jobId: job.id }, userId);
  }
  return privateMessage(job, asker);
}
