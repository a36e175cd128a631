import { say } from "../../texts/say.ts";
import { option, type Subcommand, textIn } from "../moderation/subcommands/subcommand.ts";
import { REASON_MAX } from "./forms.ts";
import { removePictures } from "./removal.ts";
import type { ViewOptions } from "./view-options.ts";

const LINK_MAX = 200;
/** A message's id alone, behind its channel's as Discord copies it, or at the end of a link that starts with the server's. */
const MESSAGE = /^(?:(?:https?:\/\/\S+\/channels\/(?<guild>\d{17,20})\/)?\d{17,20}[-/])?(?<message>\d{17,20})$/;

/** /easel remove: a picture goes for a reason, named by the link or the id of its message. */
export function removeSubcommand(options: ViewOptions): Subcommand {
  return {
    name: "remove",
    options: [option.text("picture", LINK_MAX, true), option.text("reason", REASON_MAX, true)],
    async execute({ asker, guildId }, given) {
      const { guild = guildId, message } = MESSAGE.exec(textIn(given, "picture"))?.groups ?? {};
      if (message === undefined) return { kind: "notice", text: say(asker.locale, "removal_unreadable") };
      const jobs = guild === guildId ? await options.guildJobs.ofMessage(guildId, message) : [];
      const ids = jobs.length === 0 ? [null] : jobs.map(({ id }) => id);
      return {
        kind: "later",
        ephemeral: true,
        message: async () => ({
          body: {
            content: await removePictures(asker, ids, textIn(given, "reason"), options),
            allowed_mentions: { parse: [] },
          },
        }),
      };
    },
  };
}
