import { toJobId } from "../../commands/history/custom-ids.ts";
import { JOBS_PREFIX, jobsMessage, type MyJobsOptions } from "../../commands/history/my-jobs.ts";
import type { ComponentHandler } from "../../interaction.ts";
import { say } from "../../texts/say.ts";

/** The buttons of /jobs. Whose a job is stands in its row. */
export function jobsPresses(options: MyJobsOptions): ComponentHandler {
  return {
    prefix: JOBS_PREFIX,
    async press(asker, { customId }) {
      const [, action, id] = customId.split(":");
      if (action === "cancel") {
        const job = toJobId(id);
        const found = job === null ? null : await options.jobs.find(job);
        if (found === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
        if (found.origin.userId !== asker.userId)
          return { kind: "notice", text: say(asker.locale, "refused_not_yours") };
        if (await options.jobs.requestCancel(found.id)) options.nudge();
      }
      return { kind: "update", body: await jobsMessage(asker, options) };
    },
  };
}
