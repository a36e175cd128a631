import { momentText } from "../../policy/sentences.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Moderator } from "../moderation/moderator.ts";
import { button, container, messageOf, section, text } from "../moderation/parts.ts";
import type { Subcommand } from "../moderation/subcommands/subcommand.ts";
import { channelMention, memberMention } from "../moderation/value-text.ts";
import { reportId } from "./custom-ids.ts";
import type { ViewOptions } from "./view-options.ts";

type OpenReportsOptions = Pick<ViewOptions, "reports" | "jobs">;

/** A case takes three of the forty components that a message may have. */
const SHOWN = 10;
const REASON_SHOWN = 150;

/** /easel reports: the reported pictures that nobody decided about, whatever became of their messages. */
export function reportsSubcommand(options: OpenReportsOptions): Subcommand {
  return {
    name: "reports",
    options: [],
    execute: async (moderator) => ({
      kind: "message",
      body: await openReportsMessage(moderator, options),
      ephemeral: true,
    }),
  };
}

async function openReportsMessage({ asker, guildId }: Moderator, { reports, jobs }: OpenReportsOptions) {
  const { locale } = asker;
  const open = await reports.open(guildId, SHOWN + 1);
  if (open.length === 0) return messageOf(container("panel", [text(say(locale, "reports_none"))]));
  const parts = [];
  for (const found of open.slice(0, SHOWN)) {
    const job = await jobs.find(found.jobId);
    const [first] = found.reports;
    if (job === null || first === undefined) continue;
    const line = say(locale, "reports_line", {
      member: memberMention(job.origin.userId),
      channel: channelMention(job.origin.channelId),
      count: found.reports.length,
      when: momentText(first.at),
    });
    const look = button(reportId("look", found.jobId), say(locale, "report_look"));
    parts.push(section(`${line}\n> ${plainText(first.reason, REASON_SHOWN)}`, look));
  }
  const more = open.length > SHOWN ? [text(say(locale, "reports_more"))] : [];
  return messageOf(container("panel", [text(`## ${say(locale, "reports_title")}`), ...parts, ...more]));
}
