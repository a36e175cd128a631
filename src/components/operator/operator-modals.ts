import { ALL_GUILDS } from "../../commands/moderation/setting-value.ts";
import { OPERATOR_PREFIX, parseOperatorId } from "../../commands/operator/custom-ids.ts";
import { limitsView, setLimits, subjectIn } from "../../commands/operator/limits.ts";
import { freshOperator, type OperatorOptions, operatorOf } from "../../commands/operator/operator.ts";
import type { ModalHandler } from "../../interaction.ts";
import { say } from "../../texts/say.ts";
import { shownServer } from "./operator-presses.ts";

/** The forms of /operator: limits of a scope, all or none. */
export function operatorModals(options: OperatorOptions): ModalHandler {
  return {
    prefix: OPERATOR_PREFIX,
    async submit(asker, { customId, fields }) {
      const checked = await operatorOf(asker, options);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const sent = parseOperatorId(customId);
      const subject = sent?.action === "set" ? subjectIn(sent.args[0] ?? "") : undefined;
      if (subject === undefined) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      const outcome = await setLimits(checked.who, subject, (id) => fields.get(id)?.text, options);
      if (typeof outcome === "string") return { kind: "notice", text: outcome };
      if (subject !== null && subject !== ALL_GUILDS) return shownServer(subject, checked.who, outcome, options);
      return { kind: "update", body: await limitsView(await freshOperator(asker, options), options, outcome) };
    },
  };
}
