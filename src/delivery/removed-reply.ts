import type { Job } from "../jobs/job.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { buttons, type ReplyBody, replyOf, text } from "./reply.ts";

const REASON_SHOWN = 300;

/** What is left of a reply whose pictures a moderator removed. Its prompt goes as well: it may be what was wrong. */
export function removedReply(job: Pick<Job, "id" | "origin">, reason: string): ReplyBody {
  const { locale } = job.origin;
  const words = plainText(reason, REASON_SHOWN).replace(/[.。]$/, "") || say(locale, "no_reason");
  const parts = [
    text(say(locale, "removed_by_moderator", { reason: words })),
    buttons(job, ["delete", "button_delete"]),
  ];
  return { ...replyOf(parts, "stopped"), attachments: [] };
}
