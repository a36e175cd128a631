import type { Answer, AnswerMessage, Asker } from "../../interaction.ts";
import type { DeliveredJob, Job, Terms } from "../../jobs/job.ts";
import { ruleText } from "../../policy/sentences.ts";
import { showing } from "../../policy/showing.ts";
import { say } from "../../texts/say.ts";
import { messageOf, text } from "../moderation/parts.ts";
import type { Posted, PrivateUseOptions } from "./private-use-options.ts";

/** Shows to everyone what its member asked to see alone. `messageId`: the message that the button is on. */
export async function share(asker: Asker, job: Job, messageId: string, options: PrivateUseOptions): Promise<Answer> {
  const refused = (sentence: string): Answer => ({ kind: "notice", text: sentence });
  const { locale } = asker;
  if (asker.userId !== job.origin.userId) return refused(say(locale, "refused_only_maker"));
  if (job.state !== "delivered" || job.deletedAt !== null) return refused(say(locale, "refused_gone"));
  if (!job.terms.ephemeral) return refused(say(locale, "refused_share_done"));
  if (!job.terms.privately) return refused(say(locale, "refused_share_here"));
  if (asker.channelId !== job.origin.channelId) return refused(say(locale, "refused_share_elsewhere"));
  const ruled = await ruledNow(asker, job, options);
  if (!ruled.ok) return refused(ruled.refusal);
  const { flaggedResults } = ruled;
  const shared = { ...job, terms: { ...job.terms, flaggedResults } };
  return { kind: "update later", message: () => posted(asker, shared, messageId, options) };
}

type Ruled =
  | { readonly ok: true; readonly flaggedResults: Terms["flaggedResults"] }
  | { readonly ok: false; readonly refusal: string };

/** The rules of the place as they are now: they may have changed since it was made. */
async function ruledNow(asker: Asker, job: DeliveredJob, options: PrivateUseOptions): Promise<Ruled> {
  const refused = (refusal: string): Ruled => ({ ok: false, refusal });
  const { guildId, member, locale } = asker;
  const { admissions, models, placeOf } = options;
  const definition = models.byEndpoint(job.model);
  // Which of its input are words that people read, only the model's definition tells.
  if (definition === undefined) return refused(say(locale, "refused_model_gone", { model: job.model }));
  const place = await placeOf(asker.place);
  const shown = showing(await admissions.explain({ guildId, member, place, definition, input: job.input }));
  if ("denial" in shown) return refused(ruleText(shown.denial, locale, definition.title));
  const { ephemeral, flaggedResults } = shown.terms;
  if (ephemeral) return refused(say(locale, "refused_share_here"));
  const flagged = job.files.some(({ nsfw, withheld }) => nsfw && !withheld);
  if (flagged && flaggedResults === "withhold") return refused(say(locale, "refused_share_flagged"));
  return { ok: true, flaggedResults };
}

/** Null leaves the message with the button as it is. */
async function posted(
  asker: Asker,
  job: DeliveredJob,
  messageId: string,
  { postOpenly, shown, tell, log }: PrivateUseOptions,
): Promise<AnswerMessage | null> {
  const { locale } = asker;
  // Two presses in a row make one message.
  if (!(await shown.openly(job.id))) {
    await tell(asker, say(locale, "refused_share_done"));
    return null;
  }
  let sent: Posted | null = null;
  try {
    sent = await postOpenly(job, asker);
  } finally {
    if (!sent?.ok) await shown.asBefore(job.id);
  }
  if (!sent.ok) {
    log.warn({ job: job.id, why: sent.why }, "a result could not be shared");
    await tell(asker, say(locale, "share_failed"));
    return null;
  }
  await shown.standsIn(job.id, sent.messageId, job.terms.flaggedResults);
  log.info({ job: job.id, by: asker.userId }, "result shared");
  const sentence = sharedText(asker, sent.messageId);
  if (messageId === job.messageId) return { body: { ...messageOf(text(sentence)), attachments: [] } };
  await tell(asker, sentence);
  return null;
}

/** Of a guild that we are not in only Discord knows what its messages' addresses begin with. */
function sharedText({ locale, guildId, channelId, byTokenOnly }: Asker, messageId: string): string {
  if (byTokenOnly) return say(locale, "shared");
  const link = `https://discord.com/channels/${guildId ?? "@me"}/${channelId}/${messageId}`;
  return say(locale, "shared_at", { link });
}
