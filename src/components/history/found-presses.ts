import { PREFIX, type Press, parsePress, toJobId } from "../../commands/history/custom-ids.ts";
import { entryMessage, originalsMessage } from "../../commands/history/entry-view.ts";
import { type OpenView, openView } from "../../commands/history/looking.ts";
import type { HistoryOptions } from "../../commands/history/options.ts";
import { pageMessage, visibleFiles } from "../../commands/history/page-view.ts";
import type { HistoryEntry } from "../../history/entry.ts";
import type { PageStart } from "../../history/history-store.ts";
import type { Answer, Asker, ComponentHandler } from "../../interaction.ts";
import type { JobId } from "../../jobs/job.ts";
import { say } from "../../texts/say.ts";

/** The buttons and the select of /history and /gallery. An id only names things: whose they are stands in the database. */
export function foundPresses(options: HistoryOptions): ComponentHandler {
  return {
    prefix: PREFIX,
    async press(asker, { customId, values }) {
      const press = parsePress(customId);
      if (press === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      const opened = await openView(asker, await options.views.find(press.viewId), options.policies);
      if (!opened.ok) return { kind: "notice", text: opened.refusal };
      const chosen = press.action === "pick" ? toJobId(values[0]) : press.job;
      return act(asker, press, chosen, opened.value, options);
    },
  };
}

async function act(
  asker: Asker,
  press: Press,
  job: JobId | null,
  open: OpenView,
  options: HistoryOptions,
): Promise<Answer> {
  const start = startOf(press);
  if (start !== null) return { kind: "update later", message: () => pageMessage(open, start, options) };
  const entry = job === null ? null : await options.history.entry(open, job);
  if (entry === null) return { kind: "notice", text: say(open.locale, "history_gone") };
  if (press.action === "file") {
    const from = { file: press.file, limitBytes: asker.attachmentSizeLimit };
    return { kind: "later", ephemeral: true, message: () => originalsMessage(entry, from, open, options) };
  }
  if (press.action === "star") await turnFavourite(entry, open, options);
  return {
    kind: "update later",
    message: () => entryMessage(entry, press.page ?? press.job ?? entry.id, open, options),
  };
}

function startOf({ action, job }: Press): PageStart | null {
  if (action === "newest") return { side: "newest" };
  const beside = action === "older" || action === "newer" || action === "from";
  return beside && job !== null ? { side: action, than: job } : null;
}

/** All pictures of the job, or none of them any more. */
async function turnFavourite(entry: HistoryEntry, open: OpenView, { favourites }: HistoryOptions): Promise<void> {
  if ((await favourites.of(open.userId, entry.id)).length > 0) return favourites.remove(open.userId, entry.id);
  for (const { picture } of visibleFiles(entry, open)) await favourites.add(open.userId, entry.id, picture);
}
