import type { ModelDefinition } from "../../models/definition.ts";
import type { Adjustment, Decision, Explanation, Finding, Standing } from "../../policy/decision.ts";
import { amountText, denialText, momentText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";
import { denialRule } from "./denial-rules.ts";
import { authorityText, sourceText } from "./source-text.ts";
import { asCode, channelMention, choiceText, memberMention, type Reader } from "./value-text.ts";

export interface Explained {
  readonly userId: string;
  readonly channelId: string;
  readonly definition: ModelDefinition;
  /** Whether Discord knows them as a member of the guild. */
  readonly isMember: boolean;
}

/** What stands in the way first. */
const ORDER: Record<Finding["says"], number> = { no: 0, counted: 1, changed: 2 };

/** A decision and every rule that spoke, for a moderator. */
export function explanationText({ decision, findings }: Explanation, about: Explained, reader: Reader): string {
  const { locale } = reader;
  const { userId, channelId, definition, isMember } = about;
  const head = say(locale, "why_head", {
    member: memberMention(userId),
    channel: channelMention(channelId),
    model: definition.title,
  });
  const rules = findings
    .toSorted((one, other) => ORDER[one.says] - ORDER[other.says])
    .map((finding) => `• ${findingText(finding, reader)}`);
  const spoke = rules.length === 0 ? say(locale, "why_no_rule") : say(locale, "why_rules");
  const stranger = isMember ? [] : [say(locale, "why_not_a_member", { member: memberMention(userId) })];
  return [head, ...stranger, ...decisionLines(decision, definition, reader), "", spoke, ...rules].join("\n");
}

function decisionLines(decision: Decision, { title }: ModelDefinition, reader: Reader): string[] {
  const { locale, currency } = reader;
  if (!decision.allowed)
    return [`**${say(locale, "why_refused")}**`, `> ${denialText(decision.denial, locale, title)}`];
  const price = amountText(decision.priceMicros, currency, locale);
  return [`**${say(locale, "why_allowed")}**`, say(locale, "why_price", { images: decision.images, price })];
}

function findingText(finding: Finding, reader: Reader): string {
  switch (finding.says) {
    case "no":
      return say(reader.locale, "why_says_no", { rule: denialRule(finding.denial, reader) });
    case "changed":
      // What happens with flagged results is decided everywhere, also where nobody changed it.
      return say(reader.locale, finding.adjustment.kind === "flagged_results" ? "why_says_holds" : "why_says_changed", {
        rule: adjustmentText(finding.adjustment, reader),
      });
    case "counted":
      return say(reader.locale, "why_says_counted", { rule: standingText(finding.standing, reader) });
  }
}

function adjustmentText(adjustment: Adjustment, { locale }: Reader): string {
  switch (adjustment.kind) {
    case "safety_checker_on":
      return say(locale, "why_safety_checker_on");
    case "words_replaced":
      return say(locale, "why_words_replaced", { words: adjustment.words.map((word) => asCode(word)).join(", ") });
    case "ephemeral":
      return say(locale, "why_ephemeral", { channel: channelMention(adjustment.channelId) });
    case "flagged_results":
      return say(locale, "why_flagged_results", { handling: choiceText(adjustment.handling, locale) });
    case "credits":
      return say(locale, "why_credits", { images: adjustment.images });
  }
}

function standingText(standing: Standing, reader: Reader): string {
  const { locale, currency } = reader;
  if (standing.kind === "budget") {
    return say(locale, "why_budget_standing", {
      period: say(locale, `period_${standing.period}`),
      used: amountText(standing.usedMicros, currency, locale),
      limit: amountText(standing.limitMicros, currency, locale),
      when: momentText(standing.resetsAt),
      source: authorityText(standing.by, locale),
    });
  }
  const { used, limit, window, source, nextAt } = standing;
  const facts = { used, limit, window: say(locale, `window_${window}`), source: sourceText(source, locale) };
  return nextAt === null
    ? say(locale, "why_images_standing", facts)
    : say(locale, "why_images_standing_next", { ...facts, when: momentText(nextAt) });
}
