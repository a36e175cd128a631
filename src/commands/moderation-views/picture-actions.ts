import { say } from "../../texts/say.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import { makerOf } from "../going-on/source-picture.ts";
import { removalForm, reportForm } from "./forms.ts";
import { removableBy } from "./removal.ts";
import { reportableBy } from "./reporting.ts";
import type { ViewOptions } from "./view-options.ts";

/** What is done about other people's pictures, beside what is made from them: reporting, and for moderators removing. */
export function oversightActions(options: Pick<ViewOptions, "jobs" | "policies" | "reports">): PictureAction[] {
  return [
    {
      name: "report",
      label: (locale) => say(locale, "go_report"),
      makesFrom: false,
      offered: (asker, source) =>
        source.kind === "job" &&
        asker.guildId !== null &&
        makerOf(source) !== asker.userId &&
        !source.job.terms.ephemeral,
      async start(asker, source) {
        const reportable = await reportableBy(asker, source.kind === "job" ? source.job.id : null, options);
        if (!reportable.ok) return { kind: "notice", text: reportable.refusal };
        return { kind: "modal", modal: reportForm(reportable.job.id, asker.locale) };
      },
    },
    {
      name: "remove",
      label: (locale) => say(locale, "go_remove"),
      makesFrom: false,
      async offered(asker, source) {
        const others = source.kind === "job" && makerOf(source) !== asker.userId && !source.job.terms.ephemeral;
        return others && (await removableBy(asker, source.job.id, options)).ok;
      },
      async start(asker, source) {
        const removable = await removableBy(asker, source.kind === "job" ? source.job.id : null, options);
        if (!removable.ok) return { kind: "notice", text: removable.refusal };
        return { kind: "modal", modal: removalForm(removable.job.id, asker.locale) };
      },
    },
  ];
}
