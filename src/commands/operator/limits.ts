import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { amountText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";
import { type OperatorLimit, SERVER_LIMITS, SHARED_LIMITS } from "../moderation/ceiling.ts";
import type { Outcome } from "../moderation/change.ts";
import { settingField } from "../moderation/forms.ts";
import { button, channelSelect, line, type Part, row, text } from "../moderation/parts.ts";
import { readTyped, typedProblem } from "../moderation/reading.ts";
import { ALL_GUILDS, type Edit, type Subject, settingValue } from "../moderation/setting-value.ts";
import type { SettingId } from "../moderation/settings-table.ts";
import { valueText } from "../moderation/value-text.ts";
import { operatorId } from "./custom-ids.ts";
import type { Operator, OperatorOptions } from "./operator.ts";
import { changeOperator, viewMessage } from "./outcome.ts";

/** How a custom id names each server's; ALL_GUILDS stands for itself, an id for one server. */
export const EACH = "each";
const MOST_NAMED = 20;

export function subjectIn(scope: string): Subject | undefined {
  if (scope === EACH) return null;
  return scope === ALL_GUILDS || /^\d{17,20}$/.test(scope) ? scope : undefined;
}

export function scopeOf(subject: Subject): string {
  return subject ?? EACH;
}

/** What holds over all servers, and what was spent. */
export async function limitsView(operator: Operator, options: OperatorOptions, outcome?: Outcome): Promise<object> {
  const { settings, reader } = operator;
  const { locale, serverName = (id) => id } = reader;
  const spent = await options.spent();
  const money = (micros: number) => amountText(micros, reader.currency, locale);
  const owners = Object.keys(settings.byGuild);
  const named = owners.slice(0, MOST_NAMED).map(serverName).join(", ");
  const { channel } = settings;
  const parts: Part[] = [
    text(`## ${say(locale, "op_limits_title")}\n-# ${say(locale, "op_limits_hint")}`),
    text([`**${capital(say(locale, "scope_together"))}**`, ...limitLines(operator, ALL_GUILDS)].join("\n")),
    text(say(locale, "op_spent", { day: money(spent.dayMicros), month: money(spent.monthMicros) })),
    row(button(operatorId("form", ALL_GUILDS), say(locale, "button_op_together"), "main")),
    line(),
    text([`**${capital(say(locale, "scope_each"))}**`, ...limitLines(operator, null)].join("\n")),
    ...(owners.length === 0 ? [] : [text(`-# ${say(locale, "op_servers_own", { servers: named })}`)]),
    row(button(operatorId("form", EACH), say(locale, "button_op_each"), "main")),
    line(),
    text(`**${say(locale, "setting_op_channel")}**\n-# ${say(locale, "hint_op_channel")}`),
    channelSelect({
      customId: operatorId("channel", channel ?? "none"),
      placeholder: say(locale, "choose_channel"),
      chosen: channel === null ? [] : [channel],
      most: 1,
    }),
  ];
  return viewMessage("limits", parts, operator, outcome);
}

function limitLines({ settings, reader }: Operator, subject: Subject): string[] {
  return limitsOf(subject).map((id) => {
    const value = valueText(id, settingValue(settings, id, subject), reader);
    return `${say(reader.locale, `setting_${id}`)}: ${value}`;
  });
}

function limitsOf(subject: Subject): readonly OperatorLimit[] {
  return subject === ALL_GUILDS ? SHARED_LIMITS : SERVER_LIMITS;
}

/** The form that sets all limits of a scope at once; what holds now stands in its fields. */
export function limitsModal({ settings, reader }: Operator, subject: Subject): APIModalInteractionResponseCallbackData {
  const title = subject === null ? "form_op_each" : subject === ALL_GUILDS ? "form_op_together" : "form_op_server";
  return {
    custom_id: operatorId("set", scopeOf(subject)),
    title: say(reader.locale, title),
    components: limitsOf(subject).map((id) => settingField(id, { settings, subject, reader })),
  };
}

/** Sets what was written, all or nothing. A sentence where something cannot be read. */
export async function setLimits(
  operator: Operator,
  subject: Subject,
  written: (id: OperatorLimit) => string | undefined,
  options: OperatorOptions,
): Promise<Outcome | string> {
  const { locale, currency } = operator.reader;
  const problems: string[] = [];
  const edits: Edit[] = [];
  for (const setting of SERVER_LIMITS) {
    const given = written(setting);
    if (given === undefined) continue;
    if (!isLimitOf(setting, subject)) return say(locale, "op_only_members");
    const read = readTyped(setting, given, currency);
    if (read.ok) edits.push({ setting, subject, to: () => read.value });
    else problems.push(typedProblem(setting, given, locale));
  }
  return problems.length > 0 ? problems.join("\n") : changeOperator(operator, edits, options);
}

function isLimitOf(setting: SettingId, subject: Subject): boolean {
  return limitsOf(subject).some((each) => each === setting);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
