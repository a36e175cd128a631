import type { Locale } from "../texts/localized.ts";
import { oneLine, plainText } from "../texts/plain-text.ts";
import { say, sentences } from "../texts/say.ts";
import { ageOf, money } from "../texts/units.ts";
import type { BudgetWarning } from "./budget-warnings.ts";
import type { Denial } from "./decision.ts";
import type { GuildSettings } from "./settings.ts";

const MOST_NAMED = 5;
const REASON_SHOWN = 300;
const WORD_SHOWN = 60;

/** What a member reads: the rule, where to go or when it ends, and that it was free. `model` is what people call it. */
export function denialText(denial: Denial, locale: Locale, model: string): string {
  return sentences(locale, [ruleText(denial, locale, model), say(locale, "denied_free")]);
}

/** The same where nothing was asked for, so that it was free need not be said. */
export function ruleText(denial: Denial, locale: Locale, model: string): string {
  return sentences(locale, [ruleOf(denial, locale, model), wayOn(denial, locale)]);
}

function ruleOf(denial: Denial, locale: Locale, model: string): string {
  switch (denial.kind) {
    case "guild_not_listed":
    case "direct_messages_off":
      return say(locale, `denied_${denial.kind}`);
    case "paused":
      return say(locale, denial.by === "operator" ? "denied_paused_operator" : "denied_paused", {
        reason: reasonOf(denial.reason, locale),
      });
    case "suspended":
      return say(locale, "denied_suspended", { reason: reasonOf(denial.reason, locale) });
    case "role":
      return say(locale, `denied_role_${denial.why}`, { roles: rolesOf(denial.roleIds, locale) });
    case "new_account":
    case "new_member":
      return say(locale, `denied_${denial.kind}`, { age: ageOf(locale, denial.hours) });
    case "channel":
    case "model_channel":
      return placeOf(denial, locale, model);
    case "model_off":
      return say(locale, "denied_model_off", { model });
    case "model_role":
      return say(locale, `denied_model_role_${denial.why}`, { roles: rolesOf(denial.roleIds, locale), model });
    case "forbidden_word":
      return say(locale, "denied_forbidden_word", { words: denial.words.slice(0, MOST_NAMED).map(asCode).join(", ") });
    default:
      return amountOf(denial, locale);
  }
}

/** By whose name the place is closed: its own, its category's, or that of all others. */
function placeOf(denial: Extract<Denial, { kind: "channel" | "model_channel" }>, locale: Locale, model: string) {
  const { kind, why, listed, channelId } = denial;
  const [nearest = channelId] = listed;
  const channel = channelMention(channelId);
  if (why === "not_allowed")
    return say(locale, `denied_${kind}_not_allowed`, { channel, model, channels: channelsOf(listed, locale) });
  if (nearest === channelId) return say(locale, `denied_${kind}_denied`, { channel, model });
  return say(locale, `denied_${kind}_denied_by`, { channel, model, by: channelMention(nearest) });
}

type Amount = Extract<
  Denial,
  {
    kind:
      | "too_large"
      | "too_many_steps"
      | "too_many_images"
      | "quota"
      | "cooldown"
      | "member_busy"
      | "guild_busy"
      | "budget";
  }
>;

function amountOf(denial: Amount, locale: Locale): string {
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  switch (denial.kind) {
    case "too_large":
      return say(locale, "denied_too_large", { given: number(denial.pixels), most: number(denial.most) });
    case "too_many_steps":
      return say(locale, "denied_too_many_steps", { given: denial.steps, most: denial.most });
    case "too_many_images":
      return say(locale, "denied_too_many_images", { given: denial.images, most: denial.most });
    case "quota": {
      const { limit, used, wanted } = denial;
      const window = say(locale, `window_${denial.window}`);
      if (denial.endsAt === null) return say(locale, "denied_quota_never", { limit, wanted, window });
      return say(locale, "denied_quota", { limit, used, wanted, window });
    }
    case "cooldown":
      return say(locale, "denied_cooldown", { seconds: number(denial.seconds) });
    case "member_busy":
      return say(locale, "denied_member_busy", { most: denial.most });
    case "guild_busy":
      return say(locale, denial.by === "operator" ? "denied_guild_busy_operator" : "denied_guild_busy", {
        most: denial.most,
      });
    case "budget": {
      const period = say(locale, `period_${denial.period}`);
      if (denial.endsAt === null) return say(locale, "denied_budget_never", { period });
      return say(locale, denial.by === "operator" ? "denied_budget_operator" : "denied_budget", { period });
    }
  }
}

function wayOn(denial: Denial, locale: Locale): string {
  if ("redirect" in denial && denial.redirect !== null) {
    return say(locale, "denied_redirect", { channel: channelMention(denial.redirect) });
  }
  const ends = denial.kind === "paused" || denial.kind === "suspended";
  if (denial.endsAt === null) return ends ? say(locale, "denied_until_lifted") : "";
  return say(locale, ends ? "denied_ends" : "denied_again", { when: momentText(denial.endsAt) });
}

/** A budget nearly used, for the channel of whoever set it. */
export function budgetWarningText(warning: BudgetWarning, locale: Locale): string {
  const { usedMicros, limitMicros, currency, resetsAt } = warning;
  const share = new Intl.NumberFormat(locale, { style: "percent" }).format(usedMicros / Math.max(limitMicros, 1));
  return say(locale, "budget_warning", {
    share,
    period: say(locale, `period_${warning.period}`),
    used: amountText(usedMicros, currency, locale),
    limit: amountText(limitMicros, currency, locale),
    when: momentText(resetsAt),
    command: warning.by === "operator" ? "/operator" : "/easel",
  });
}

/** Millionths of a US dollar in the currency that a guild chose to see. */
export function amountText(micros: number, currency: GuildSettings["money"]["currency"], locale: Locale): string {
  return money(locale, micros * currency.perUsd, currency.code);
}

/** A moment as Discord shows it in each reader's own time: "in 2 hours". Rounded up, so that it is over when it says so. */
export function momentText(at: number): string {
  return `<t:${Math.ceil(at / 1000)}:R>`;
}

/** A moment by date and time, in each reader's own: for what is "until", and still right when it is over. */
export function dateText(at: number): string {
  return `<t:${Math.ceil(at / 1000)}:f>`;
}

function reasonOf(reason: string, locale: Locale): string {
  return reason === "" ? say(locale, "no_reason") : plainText(reason.replace(/[.。]+$/, ""), REASON_SHOWN);
}

function rolesOf(roleIds: readonly string[], locale: Locale): string {
  const [first, ...others] = roleIds.slice(0, MOST_NAMED).map((id) => `<@&${id}>`);
  return others.reduce((one, other) => say(locale, "list_or", { one, other }), first ?? say(locale, "a_role"));
}

function channelsOf(ids: readonly string[], locale: Locale): string {
  const shown = ids.slice(0, MOST_NAMED).map(channelMention).join(", ");
  return ids.length <= MOST_NAMED ? shown : say(locale, "value_more", { shown, more: ids.length - MOST_NAMED });
}

function channelMention(id: string): string {
  return `<#${id}>`;
}

/** Unformatted, and without breaking out of the code span. */
function asCode(word: string): string {
  return `\`${oneLine(word, WORD_SHOWN).replaceAll("`", "'")}\``;
}
