import { isCancelable, type JobUnderWay } from "../../jobs/job-states.ts";
import { promptOf } from "../../models/summary.ts";
import { momentText } from "../../policy/sentences.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Moderator } from "../moderation/moderator.ts";
import { button, container, messageOf, row, section, text } from "../moderation/parts.ts";
import type { Subcommand } from "../moderation/subcommands/subcommand.ts";
import { memberMention } from "../moderation/value-text.ts";
import { queueId } from "./custom-ids.ts";
import type { ViewOptions } from "./view-options.ts";

type QueueOptions = Pick<ViewOptions, "guildJobs" | "models">;

/** A job takes three of the forty components that a message may have. */
const LEAF = 8;
const PROMPT_SHOWN = 120;

/** /easel queue: the guild's jobs under way. */
export function queueSubcommand(options: QueueOptions): Subcommand {
  return {
    name: "queue",
    options: [],
    execute: async (moderator) => ({
      kind: "message",
      body: await queueMessage(moderator, 0, options),
      ephemeral: true,
    }),
  };
}

/** One leaf of the jobs under way, oldest first. `page` counts from 0; one that does not exist any more shows the first. */
export async function queueMessage(moderator: Moderator, page: number, options: QueueOptions): Promise<object> {
  const { guildId, asker } = moderator;
  const jobs = await options.guildJobs.underWay(guildId, { limit: LEAF + 1, offset: page * LEAF });
  if (jobs.length === 0 && page > 0) return queueMessage(moderator, 0, options);
  const { locale } = asker;
  const leaves = [
    ...(page > 0 ? [button(queueId("show", page - 1), say(locale, "queue_earlier"))] : []),
    ...(jobs.length > LEAF ? [button(queueId("show", page + 1), say(locale, "queue_later"))] : []),
  ];
  const refresh = { ...button(queueId("show", page), say(locale, "queue_refresh")) };
  return messageOf(
    container("panel", [
      text(`## ${say(locale, "queue_title")}`),
      ...(jobs.length === 0 ? [text(say(locale, "queue_empty"))] : []),
      ...jobs.slice(0, LEAF).map((job) => jobPart(job, page, moderator, options)),
      row(...leaves, refresh),
    ]),
  );
}

function jobPart(job: JobUnderWay, page: number, { asker: { locale } }: Moderator, options: QueueOptions) {
  const content = jobLines(job, locale, options).join("\n");
  const cancelable = isCancelable(job);
  return cancelable
    ? section(content, button(queueId("cancel", page, job.id), say(locale, "button_cancel"), "danger"))
    : text(content);
}

function jobLines(job: JobUnderWay, locale: Moderator["asker"]["locale"], { models }: QueueOptions): string[] {
  const definition = models.byEndpoint(job.model);
  const prompt = plainText((definition && promptOf(definition, job.input)) ?? "", PROMPT_SHOWN);
  const state = say(locale, job.cancelRequestedAt === null ? `queue_${job.state}` : "queue_canceling");
  const facts = [
    memberMention(job.origin.userId),
    plainText(definition?.title ?? job.model, 60),
    state,
    momentText(job.createdAt),
  ];
  return [`**${prompt || say(locale, "inputs_only")}**`, `-# ${facts.join(" · ")} · <#${job.origin.channelId}>`];
}
