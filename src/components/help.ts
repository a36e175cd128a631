import { HELP_PREFIX, helpMessage } from "../commands/help/help.ts";
import type { HelpOptions } from "../commands/help/topics.ts";
import type { ComponentHandler } from "../interaction.ts";
import { say } from "../texts/say.ts";

/** Another page of /help, for whoever presses: by what they may use now. */
export function helpPresses(options: HelpOptions): ComponentHandler {
  return {
    prefix: HELP_PREFIX,
    async press(asker, { values }) {
      const body = await helpMessage(asker, values[0] ?? "", options);
      if (body === null) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      return { kind: "update", body };
    },
  };
}
