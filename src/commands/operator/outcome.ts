import type { APIMessageTopLevelComponent } from "discord.js";
import type { Answer } from "../../interaction.ts";
import type { OperatorSettings } from "../../policy/operator-settings.ts";
import { type Changed, OPERATOR } from "../../policy/policy-store.ts";
import { say } from "../../texts/say.ts";
import { type Outcome, outcomeFor, withReach } from "../moderation/change.ts";
import { button, container, messageOf, type Part, row, text } from "../moderation/parts.ts";
import { type Edit, edited } from "../moderation/setting-value.ts";
import { operatorId } from "./custom-ids.ts";
import type { Operator, OperatorOptions } from "./operator.ts";

const OUTCOME_SHOWN = 900;

/** Makes edits of what holds over all guilds, all or none. */
export function changeOperator(operator: Operator, edits: readonly Edit[], options: OperatorOptions) {
  return changeOperatorBy(operator, (settings) => edited(settings, edits), options);
}

/** Changes it by a function; what that gives is held against the schema. */
export async function changeOperatorBy(
  { asker, reader }: Operator,
  to: (settings: OperatorSettings) => unknown,
  options: OperatorOptions,
): Promise<Outcome> {
  return told(await options.policies.changeOperator(asker.userId, to), reader, options);
}

/** Takes an entry of the operator's log back. */
export async function undoOperator({ asker, reader }: Operator, entryId: string, options: OperatorOptions) {
  return told(await options.policies.undo(OPERATOR, entryId, asker.userId), reader, options);
}

function told(changed: Changed, reader: Operator["reader"], options: OperatorOptions): Promise<Outcome> {
  return withReach(outcomeFor(changed, reader), reader.locale, options);
}

/** What a change came to, with Undo. `view` is what the message shows beside it; a guild's id for that one. */
export function outcomeContainer(
  { text: words, entry }: Outcome,
  { asker }: Operator,
  ...view: readonly string[]
): APIMessageTopLevelComponent {
  const undo =
    entry === null ? [] : [row(button(operatorId("undo", entry.id, ...view), say(asker.locale, "button_undo")))];
  const parts: Part[] = [text(words, OUTCOME_SHOWN), ...undo];
  return container("changed", parts);
}

/** A view, below it what was just changed. */
export function viewMessage(view: string, parts: readonly Part[], operator: Operator, outcome?: Outcome): object {
  const changed = outcome === undefined ? [] : [outcomeContainer(outcome, operator, view)];
  return messageOf(container("panel", parts), ...changed);
}

/** What a change came to, as an answer of its own. */
export function outcomeAnswer(outcome: Outcome, operator: Operator): Answer {
  if (outcome.entry === null) return { kind: "notice", text: outcome.text };
  return { kind: "message", body: messageOf(outcomeContainer(outcome, operator)), ephemeral: true };
}
