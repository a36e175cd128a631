import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Asker, Command } from "../../interaction.ts";
import type { JobId } from "../../jobs/job.ts";
import { isCancelable, type JobUnderWay } from "../../jobs/job-states.ts";
import type { JobStore } from "../../jobs/job-store.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import { momentText } from "../../policy/sentences.ts";
import { historyWords } from "../../texts/history-commands.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, section, text } from "../moderation/parts.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";

export const JOBS_PREFIX = "jobs";

export interface MyJobsOptions {
  readonly jobs: Pick<JobStore, "find" | "requestCancel">;
  readonly underWay: (userId: string) => Promise<readonly JobUnderWay[]>;
  readonly models: ModelCatalog;
  /** A job may be due now. */
  readonly nudge: () => void;
}

// Discord's numbers: installed to guilds; used in a guild, or in the direct message with the bot.
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

/** A job takes three of the forty components that a message may have. */
const MOST_SHOWN = 10;
const PROMPT_SHOWN = 120;
const TITLE_SHOWN = 60;

/** /jobs: what of one's own is under way, each with Cancel. */
export function jobsCommand(options: MyJobsOptions): Command {
  const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    ...worded(historyWords.jobs),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
  };
  return {
    data,
    execute: async (asker) => ({ kind: "message", body: await jobsMessage(asker, options), ephemeral: true }),
  };
}

export function jobsId(action: "show" | "cancel", job?: JobId): string {
  return [JOBS_PREFIX, action, ...(job === undefined ? [] : [job])].join(":");
}

export async function jobsMessage({ userId, locale }: Asker, options: MyJobsOptions): Promise<object> {
  const all = await options.underWay(userId);
  const shown = all.slice(0, MOST_SHOWN);
  const more = all.length - shown.length;
  return messageOf(
    container("panel", [
      text(`## ${say(locale, "jobs_title")}`),
      ...(all.length === 0 ? [text(say(locale, "jobs_empty"))] : []),
      ...shown.map((job) => jobPart(job, locale, options.models)),
      ...(more > 0 ? [text(say(locale, "jobs_more", { count: more }))] : []),
      row(button(jobsId("show"), say(locale, "jobs_refresh"))),
    ]),
  );
}

function jobPart(job: JobUnderWay, locale: Asker["locale"], models: ModelCatalog) {
  const definition = models.byEndpoint(job.model);
  const prompt = plainText((definition && promptOf(definition, job.input)) ?? "", PROMPT_SHOWN);
  const state = say(locale, job.cancelRequestedAt === null ? `queue_${job.state}` : "queue_canceling");
  const facts = [plainText(definition?.title ?? job.model, TITLE_SHOWN), state, momentText(job.createdAt)];
  const place = job.origin.guildId === null ? [] : [`<#${job.origin.channelId}>`];
  const content = `**${prompt || say(locale, "inputs_only")}**\n-# ${[...facts, ...place].join(" · ")}`;
  const cancelable = isCancelable(job);
  return cancelable
    ? section(content, button(jobsId("cancel", job.id), say(locale, "button_cancel"), "danger"))
    : text(content);
}
