import { OPERATOR } from "../../../policy/policy-store.ts";
import { say } from "../../../texts/say.ts";
import { hoursIn } from "../../moderation/deeds.ts";
import { AUDIT_LEAF, type AuditIds, auditLeaf } from "../../moderation/pages/audit-page.ts";
import { container, messageOf } from "../../moderation/parts.ts";
import { flagIn, numberIn, option, textIn } from "../../moderation/subcommands/subcommand.ts";
import { periodIn, periodOption } from "../../moderation-views/usage.ts";
import { operatorId } from "../custom-ids.ts";
import { pauseAll, resumeAll } from "../maintenance.ts";
import type { Operator, OperatorOptions } from "../operator.ts";
import { outcomeAnswer, undoOperator } from "../outcome.ts";
import { usageOfAll } from "../usage.ts";
import type { OperatorSubcommand } from "./operator-subcommand.ts";

const REASON_MAX = 300;
const HOURS_MAX = 6;
const ENTRY_BOUNDS = { min_value: 1, max_value: 1_000_000_000 };

/** What is seen of all servers, and what is done to all of them at once. */
export function overallSubcommands(options: OperatorOptions): OperatorSubcommand[] {
  return [
    {
      name: "usage",
      options: [periodOption()],
      async execute(operator, given) {
        const period = periodIn(given);
        return { kind: "later", ephemeral: true, message: () => usageOfAll(operator, period, options) };
      },
    },
    {
      name: "pause",
      options: [
        option.text("op_reason", REASON_MAX, true),
        option.text("hours", HOURS_MAX, false),
        option.flag("announce", false),
      ],
      async execute(operator, given) {
        const hours = hoursIn(textIn(given, "hours"));
        if (hours === undefined) return { kind: "notice", text: say(operator.reader.locale, "hours_unreadable") };
        const asked = { hours, reason: textIn(given, "op_reason"), announced: flagIn(given, "announce") };
        return outcomeAnswer(await pauseAll(operator, asked, options), operator);
      },
    },
    {
      name: "resume",
      options: [option.flag("announce", false)],
      execute: async (operator, given) =>
        outcomeAnswer(await resumeAll(operator, flagIn(given, "announce"), options), operator),
    },
    {
      name: "audit",
      options: [option.integer("before", ENTRY_BOUNDS, false)],
      async execute(operator, given) {
        return {
          kind: "message",
          body: await auditView(operator, numberIn(given, "before"), options),
          ephemeral: true,
        };
      },
    },
    {
      name: "undo",
      options: [option.integer("op_entry", ENTRY_BOUNDS, true)],
      async execute(operator, given) {
        const number = numberIn(given, "op_entry") ?? 0;
        const [entry] = await options.policies.audit(OPERATOR, { limit: 1, before: number + 1 });
        if (entry?.number !== number)
          return { kind: "notice", text: say(operator.reader.locale, "change_unknown_entry") };
        return outcomeAnswer(await undoOperator(operator, entry.id, options), operator);
      },
    },
  ];
}

/** What was changed over all servers, newest first, each with Undo. */
export async function auditView({ reader }: Operator, before: number | undefined, { policies }: OperatorOptions) {
  const wanted = { limit: AUDIT_LEAF + 1, ...(before === undefined ? {} : { before }) };
  const ids: AuditIds = {
    undo: (entryId) => operatorId("undo", entryId),
    older: (number) => operatorId("older", String(number)),
    newest: before === undefined ? null : operatorId("older"),
  };
  return messageOf(container("panel", auditLeaf(await policies.audit(OPERATOR, wanted), ids, reader)));
}
