import { type Moderator, moderatorOf } from "../../commands/moderation/moderator.ts";
import { PREFIXES, parseQueueId, parseUsageId } from "../../commands/moderation-views/custom-ids.ts";
import { queueMessage } from "../../commands/moderation-views/queue.ts";
import { showUsageFile, usageOf } from "../../commands/moderation-views/usage.ts";
import type { ViewOptions } from "../../commands/moderation-views/view-options.ts";
import type { Answer, Asker, ComponentHandler } from "../../interaction.ts";
import type { JobId } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";

/** The buttons under /easel usage and /easel queue. */
export function viewPresses(options: ViewOptions): ComponentHandler[] {
  return [
    {
      prefix: PREFIXES.usage,
      press: (asker, { customId }) =>
        asModerator(asker, options, async (moderator) => {
          const pressed = parseUsageId(customId);
          if (pressed === null) return gone(asker);
          const { action, period } = pressed;
          if (action === "csv") return showUsageFile(moderator, period, options);
          return { kind: "update later", message: () => usageOf(moderator, period, options) };
        }),
    },
    {
      prefix: PREFIXES.queue,
      press: (asker, { customId }) =>
        asModerator(asker, options, async (moderator) => {
          const pressed = parseQueueId(customId);
          if (pressed === null) return gone(asker);
          if (pressed.cancel !== null && !(await cancel(moderator, pressed.cancel, options)))
            return { kind: "notice", text: say(asker.locale, "queue_too_late") };
          return { kind: "update", body: await queueMessage(moderator, pressed.page, options) };
        }),
    },
  ];
}

/** A job of another guild is none of theirs, however its id was come by. */
async function cancel({ guildId, asker }: Moderator, id: JobId, { jobs, nudge, log }: ViewOptions): Promise<boolean> {
  const job = await jobs.find(id);
  if (job === null || job.origin.guildId !== guildId || !(await jobs.requestCancel(id))) return false;
  log.info({ job: id, by: asker.userId }, "job cancelled by a moderator");
  nudge();
  return true;
}

async function asModerator(
  asker: Asker,
  options: ViewOptions,
  answer: (moderator: Moderator) => Promise<Answer>,
): Promise<Answer> {
  const checked = await moderatorOf(asker, options);
  return checked.ok ? answer(checked.moderator) : { kind: "notice", text: checked.refusal };
}

function gone({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_gone") };
}
