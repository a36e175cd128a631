import type { Answer, AnswerMessage, Asker } from "../../interaction.ts";
import type { DeliveredJob, Job, JobId } from "../../jobs/job.ts";
import { chainOf } from "../../policy/request.ts";
import { say } from "../../texts/say.ts";
import { messageOf, text } from "../moderation/parts.ts";
import type { PrivateUseOptions } from "./private-use-options.ts";

/** Shows to everyone what its member asked to see alone. */
export class Sharing {
  readonly #options: PrivateUseOptions;
  /** Two presses in a row make one message. */
  readonly #underWay = new Set<JobId>();

  constructor(options: PrivateUseOptions) {
    this.#options = options;
  }

  /** `messageId`: the message that the button is on. */
  async share(asker: Asker, job: Job, messageId: string): Promise<Answer> {
    const refused = (sentence: string): Answer => ({ kind: "notice", text: sentence });
    const { locale } = asker;
    if (asker.userId !== job.origin.userId) return refused(say(locale, "refused_only_maker"));
    if (job.state !== "delivered" || job.deletedAt !== null) return refused(say(locale, "refused_gone"));
    if (!job.terms.ephemeral || this.#underWay.has(job.id)) return refused(say(locale, "refused_share_done"));
    if (!job.terms.privately) return refused(say(locale, "refused_share_here"));
    if (asker.channelId !== job.origin.channelId) return refused(say(locale, "refused_share_elsewhere"));
    const refusal = await this.#ruled(asker);
    if (refusal !== null) return refused(refusal);
    return { kind: "update later", message: () => this.#posted(asker, job, messageId) };
  }

  /** The rules of the place as they are now: they may have changed since it was made. */
  async #ruled({ guildId, userId, locale, place }: Asker): Promise<string | null> {
    if (guildId === null) return null;
    const { policies, placeOf, now } = this.#options;
    const { people, place: rules } = await policies.settings(guildId);
    const suspension = people.suspensions[userId];
    if (suspension !== undefined && (suspension.until === null || suspension.until > now()))
      return say(locale, "refused_share_suspended");
    const chain = chainOf(await placeOf(place));
    const ruled = chain.some((id) => rules.ephemeralOnly.includes(id));
    return ruled ? say(locale, "refused_share_here") : null;
  }

  /** Null leaves the message with the button as it is. */
  async #posted(asker: Asker, job: DeliveredJob, messageId: string): Promise<AnswerMessage | null> {
    const { postOpenly, shown, tell, log } = this.#options;
    const { locale } = asker;
    if (this.#underWay.has(job.id)) return null;
    this.#underWay.add(job.id);
    try {
      const posted = await postOpenly(job, asker);
      if (!posted.ok) {
        log.warn({ job: job.id, why: posted.why }, "a result could not be shared");
        await tell(asker, say(locale, "share_failed"));
        return null;
      }
      await shown.openly(job.id, posted.messageId);
      log.info({ job: job.id, by: asker.userId }, "result shared");
      const sentence = sharedText(asker, posted.messageId);
      if (messageId === job.messageId) return { body: { ...messageOf(text(sentence)), attachments: [] } };
      await tell(asker, sentence);
      return null;
    } finally {
      this.#underWay.delete(job.id);
    }
  }
}

/** Of a guild that we are not in only Discord knows what its messages' addresses begin with. */
function sharedText({ locale, guildId, channelId, byTokenOnly }: Asker, messageId: string): string {
  if (byTokenOnly) return say(locale, "shared");
  const link = `https://discord.com/channels/${guildId ?? "@me"}/${channelId}/${messageId}`;
  return say(locale, "shared_at", { link });
}
