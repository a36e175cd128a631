import { ComponentType } from "discord.js";
import type { Job } from "../jobs/job.ts";
import { say } from "../texts/say.ts";
import { buttons, header, type ReplyBody, replyOf, type ToldJob, text } from "./reply.ts";

/** A reply as it is sent to its member directly, because it cannot be shown where they asked; with a word on why, unless they asked there. */
export function sentDirectly(job: Pick<Job, "origin">, body: ReplyBody): ReplyBody {
  const { locale, guildId, channelId, byTokenOnly } = job.origin;
  if (guildId === null && !byTokenOnly) return body;
  const why = byTokenOnly
    ? say(locale, "sent_directly_late")
    : say(locale, "sent_directly", { channel: `<#${channelId}>` });
  return { ...body, components: [{ type: ComponentType.TextDisplay, content: why }, ...body.components] };
}

/** What is left in the channel then. */
export function movedReply(job: ToldJob): ReplyBody {
  const { locale } = job.origin;
  return replyOf([header(job), text(say(locale, "moved")), buttons(job, ["delete", "button_delete"])], "done");
}
