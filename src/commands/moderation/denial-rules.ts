import type { Denial } from "../../policy/decision.ts";
import { amountText, dateText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";
import { reasonText } from "./entry-text.ts";
import { authorityText, sourceText } from "./source-text.ts";
import { asCode, channelMention, type Reader, roleMention, valueText } from "./value-text.ts";

/** The rule behind a denial, as whoever set it knows it, and when it stops standing in the way. */
export function denialRule(denial: Denial, reader: Reader): string {
  const rule = ruleText(denial, reader);
  return denial.endsAt === null
    ? rule
    : `${rule.replace(/[.。]$/, "")} · ${say(reader.locale, "why_ends", { when: dateText(denial.endsAt) })}`;
}

function ruleText(denial: Denial, reader: Reader): string {
  const { locale } = reader;
  switch (denial.kind) {
    case "guild_not_listed":
    case "direct_messages_off":
      return say(locale, `why_${denial.kind}`);
    case "guild_busy":
      return say(locale, "why_guild_busy", { most: denial.most, source: authorityText(denial.by, locale) });
    case "paused":
      return say(locale, denial.by === "operator" ? "why_paused_operator" : "why_paused", {
        reason: reasonText(denial.reason, reader),
      });
    case "suspended":
      return say(locale, "why_suspended", { reason: reasonText(denial.reason, reader) });
    case "new_account":
    case "new_member":
      return say(locale, `why_${denial.kind}`, { hours: denial.hours });
    case "role":
      return say(locale, `why_role_${denial.why}`, { roles: denial.roleIds.map(roleMention).join(", ") });
    case "channel":
    case "model_channel":
      return say(locale, `why_${denial.kind}_${denial.why}`, {
        channel: channelMention(denial.channelId),
        channels: valueText("place_denied", [...denial.listed], reader),
      });
    case "model_off":
      return say(locale, "why_model_off");
    case "model_role":
      return say(locale, `why_model_role_${denial.why}`, { roles: denial.roleIds.map(roleMention).join(", ") });
    case "forbidden_word":
      return say(locale, "why_forbidden_word", { words: denial.words.map((word) => asCode(word)).join(", ") });
    default:
      return amountRule(denial, reader);
  }
}

type Amount = Exclude<
  Denial,
  {
    kind:
      | "guild_not_listed"
      | "direct_messages_off"
      | "guild_busy"
      | "paused"
      | "suspended"
      | "new_account"
      | "new_member"
      | "role"
      | "channel"
      | "model_off"
      | "model_channel"
      | "model_role"
      | "forbidden_word";
  }
>;

function amountRule(denial: Amount, { locale, currency }: Reader): string {
  switch (denial.kind) {
    case "too_large":
      return say(locale, "why_too_large", { most: denial.most, source: sourceText(denial.source, locale) });
    case "too_many_steps":
      return say(locale, "why_too_many_steps", { most: denial.most, source: sourceText(denial.source, locale) });
    case "too_many_images":
      return say(locale, "why_too_many_images", { most: denial.most, source: sourceText(denial.source, locale) });
    case "quota": {
      const { used, limit, wanted } = denial;
      const window = say(locale, `window_${denial.window}`);
      return say(locale, "why_quota", { used, limit, wanted, window, source: sourceText(denial.source, locale) });
    }
    case "cooldown":
      return say(locale, "why_cooldown", { seconds: denial.seconds, source: sourceText(denial.source, locale) });
    case "member_busy":
      return say(locale, "why_member_busy", { most: denial.most, source: sourceText(denial.source, locale) });
    case "budget": {
      const money = (micros: number) => amountText(micros, currency, locale);
      return say(locale, "why_budget", {
        period: say(locale, `period_${denial.period}`),
        used: money(denial.usedMicros),
        limit: money(denial.limitMicros),
        price: money(denial.priceMicros),
        source: authorityText(denial.by, locale),
      });
    }
  }
}
