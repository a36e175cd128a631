import type { AnswerMessage } from "../../interaction.ts";
import type { Applied } from "../../jobs/applied.ts";
import { appliedFacts } from "../../jobs/applied-facts.ts";
import { batchId } from "../../jobs/batch-page.ts";
import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { imagesWanted, promptOf, summarize } from "../../models/summary.ts";
import type { Foresight } from "../../policy/admissions.ts";
import { amountText, denialText } from "../../policy/sentences.ts";
import type { Locale } from "../../texts/localized.ts";
import { cut, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";

const PROMPTS_SHOWN = 6;
const PROMPT_SHOWN = 120;
const SETTINGS_SHOWN = 200;
/** From here on a price is told. */
const FREE = 0;

export interface Preview {
  readonly batchId: string;
  readonly definition: ModelDefinition;
  /** All that was asked for, in the order of the foresight's decisions. */
  readonly inputs: readonly ModelInput[];
  readonly applied: Applied | null;
  readonly foresight: Foresight;
  /** Whether there is a text to take as it is. */
  readonly literal: boolean;
  readonly locale: Locale;
}

/** How many requests and pictures there would be, of what, at what price, and out of which limit. */
export function previewMessage(preview: Preview): AnswerMessage {
  const { definition, inputs, foresight, literal, locale } = preview;
  const allowed = inputs.filter((_, index) => foresight.decisions[index]?.allowed === true);
  const pictures = allowed.reduce((sum, input) => sum + imagesWanted(definition, input), 0);
  const facts = { model: plainText(definition.title, 60), jobs: allowed.length };
  const lines = [...promptLines(allowed, preview), ...moneyLines(pictures, preview)];
  const buttons = [
    button(batchId("make", preview.batchId), say(locale, "batch_make", { count: allowed.length }), "main"),
    ...(literal ? [button(batchId("literal", preview.batchId), say(locale, "batch_literal"))] : []),
    button(batchId("drop", preview.batchId), say(locale, "button_cancel")),
  ];
  const refused = refusalLine(preview, allowed.length);
  const head = [
    say(locale, "batch_preview", { pictures }),
    say(locale, "batch_preview_jobs", facts),
    ...settings(preview),
  ];
  return {
    body: messageOf(
      container("panel", [
        text(head.join("\n")),
        text(lines.join("\n")),
        ...(refused === null ? [] : [text(refused)]),
        text(`-# ${say(locale, literal ? "batch_preview_hint" : "batch_preview_hint_again")}`),
        row(...buttons),
      ]),
    ),
  };
}

/** What all of them have in common besides the model. */
function settings({ definition, inputs, applied, locale }: Preview): string[] {
  const [input = {}] = inputs;
  const lines = [
    plainText(summarize(definition, input, locale), SETTINGS_SHOWN),
    cut(appliedFacts({ definition, input, ...(applied ? { applied } : {}) }, locale).join(" · "), SETTINGS_SHOWN),
  ];
  return lines.filter(Boolean).map((line) => `-# ${line}`);
}

function promptLines(inputs: readonly ModelInput[], { definition, locale }: Preview): string[] {
  const shown = inputs.slice(0, PROMPTS_SHOWN).map((input, index) => {
    return `${index + 1}. ${plainText(promptOf(definition, input) ?? "", PROMPT_SHOWN) || say(locale, "inputs_only")}`;
  });
  const more = inputs.length - shown.length;
  return [...shown, ...(more > 0 ? [`-# ${say(locale, "batch_preview_more", { count: more })}`] : [])];
}

function moneyLines(pictures: number, { foresight, definition, locale }: Preview): string[] {
  const { decisions, quota, currency } = foresight;
  const allowed = decisions.filter((decision) => decision.allowed);
  const micros = allowed.reduce((sum, { priceMicros }) => sum + priceMicros, 0);
  const known = micros > FREE || definition.price !== undefined;
  const price = known
    ? say(locale, "batch_price", { price: amountText(micros, currency, locale) })
    : say(locale, "batch_price_unknown");
  const credits = allowed.reduce((sum, { terms }) => sum + terms.credits, 0);
  const lines = ["", price];
  if (quota !== null) {
    const { left, limit, window } = quota;
    const takes = pictures - credits;
    const facts = { takes, left, after: left - takes, limit, window: say(locale, `window_${window}`) };
    lines.push(say(locale, "batch_quota", facts));
  }
  if (credits > 0) lines.push(say(locale, "batch_credits", { count: credits }));
  return lines;
}

function refusalLine({ foresight, definition, inputs, locale }: Preview, allowed: number): string | null {
  const reason = reasonIn(foresight, definition, locale);
  return reason === null ? null : say(locale, "batch_fewer", { allowed, total: inputs.length, reason });
}

/** Why the first of those that are not allowed is not; null where all are. */
export function reasonIn({ decisions }: Foresight, definition: ModelDefinition, locale: Locale): string | null {
  const denied = decisions.find((decision) => !decision.allowed);
  return denied === undefined || denied.allowed ? null : denialText(denied.denial, locale, definition.title);
}
