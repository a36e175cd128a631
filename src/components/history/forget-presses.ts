import { toJobId } from "../../commands/history/custom-ids.ts";
import {
  confirmModal,
  exportMessage,
  FORGET_PREFIX,
  type ForgetOptions,
  WORD_FIELD,
} from "../../commands/history/forget-me.ts";
import { container, messageOf, text } from "../../commands/moderation/parts.ts";
import { COUNTED_DAYS } from "../../history/forgetting.ts";
import type { Answer, Asker, ComponentHandler, ModalHandler } from "../../interaction.ts";
import { say } from "../../texts/say.ts";

/** The buttons of /forget-me. */
export function forgetPresses(options: ForgetOptions): ComponentHandler {
  return {
    prefix: FORGET_PREFIX,
    async press(asker, { customId }) {
      const [, action, number = "", after, files = ""] = customId.split(":");
      if (action === "ask") return { kind: "modal", modal: confirmModal(asker) };
      if (action !== "export" || !/^\d{1,4}$/.test(number))
        return { kind: "notice", text: say(asker.locale, "refused_gone") };
      const job = toJobId(after);
      const exported = job === null ? null : { job, files: /^\d{1,3}$/.test(files) ? Number(files) : null };
      const from = { after: exported, part: Number(number) };
      return { kind: "later", ephemeral: true, message: () => exportMessage(asker, from, options) };
    },
  };
}

/** The word that confirms it. */
export function forgetModal(options: ForgetOptions): ModalHandler {
  return {
    prefix: FORGET_PREFIX,
    async submit(asker, { fields }) {
      const word = say(asker.locale, "forget_word");
      const typed = fields.get(WORD_FIELD)?.text.trim().toUpperCase() ?? "";
      if (typed !== word) return { kind: "notice", text: say(asker.locale, "forget_not_confirmed", { word }) };
      return forget(asker, options);
    },
  };
}

async function forget({ userId, locale }: Asker, { forgetting, underWay }: ForgetOptions): Promise<Answer> {
  const count = (await underWay(userId)).length;
  if (count > 0) return { kind: "notice", text: say(locale, "forget_under_way", { count }) };
  return {
    kind: "later",
    ephemeral: true,
    async message() {
      const jobs = await forgetting.forgetPerson(userId);
      const done = say(locale, "forget_done", { jobs, days: COUNTED_DAYS });
      return { body: messageOf(container("changed", [text(done)])) };
    },
  };
}
