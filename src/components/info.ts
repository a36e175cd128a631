import { runnable } from "../commands/found-settings.ts";
import { answerGiven } from "../commands/generate.ts";
import { type InfoOptions, RUN } from "../commands/info.ts";
import type { ComponentHandler } from "../interaction.ts";
import { say } from "../texts/say.ts";

/** Discord waits three seconds for the answer, which may be a job's reply. */
const READ_LIMIT_MS = 2_000;

/** The button under /info. It asks in the name of whoever presses, for what stands in the file of its own message. */
export function infoPresses(options: InfoOptions): ComponentHandler {
  return {
    prefix: "info",
    async press(asker, { customId, files }) {
      const { locale } = asker;
      const [file] = files;
      if (customId !== RUN || file === undefined) return { kind: "notice", text: say(locale, "refused_gone") };
      const read = await options.read(file.url, READ_LIMIT_MS);
      if (!read.ok) return { kind: "notice", text: say(locale, "info_unreadable") };
      const run = read.found === null ? null : runnable(read.found, options.models);
      if (run?.kind !== "ready") return { kind: "notice", text: say(locale, "info_elsewhere") };
      return answerGiven(asker, run.definition, run.given, options);
    },
  };
}
