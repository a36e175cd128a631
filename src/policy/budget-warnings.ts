import type { Database } from "../storage/database.ts";
import type { Policy } from "./decide.ts";
import type { Authority, BudgetPeriod } from "./decision.ts";
import { ceilingOf, ceilingOfAll } from "./operator-settings.ts";
import { periodOf } from "./periods.ts";
import type { PolicyRequest } from "./request.ts";
import type { GuildSettings } from "./settings.ts";
import type { SharedUsage, Usage } from "./usage.ts";

const WARN_FROM = 0.8;
const DOLLARS: Currency = { code: "USD", perUsd: 1 };
type Currency = GuildSettings["money"]["currency"];

/** Most of a budget is used. */
export interface BudgetWarning {
  readonly by: Authority;
  /** What uses it: one guild, all direct messages, or everything together. */
  readonly whose: { readonly guildId: string } | "direct messages" | "together";
  /** Null where no channel was chosen: only the operator's warnings go on to the log then. */
  readonly channelId: string | null;
  readonly period: BudgetPeriod;
  readonly usedMicros: number;
  readonly limitMicros: number;
  readonly currency: Currency;
  readonly resetsAt: number;
}

interface Spending {
  readonly policy: Policy;
  readonly usage: Usage;
  readonly request: PolicyRequest;
  readonly priceMicros: number;
}

interface Budget extends Pick<BudgetWarning, "by" | "whose" | "channelId" | "currency"> {
  /** Stands for it in the table of warnings given. */
  readonly key: string;
  readonly perDay: number | null;
  readonly perMonth: number | null;
  readonly usage: SharedUsage;
}

/** The warnings that a job just allowed makes due, each once in its day or month. Written in the transaction that admits it. */
export async function dueWarnings(transaction: Database, spending: Spending): Promise<BudgetWarning[]> {
  const due: BudgetWarning[] = [];
  for (const { key, perDay, perMonth, usage, ...budget } of budgetsOf(spending)) {
    const periods = [
      { period: "day", limitMicros: perDay, usedMicros: usage.dayMicros + spending.priceMicros },
      { period: "month", limitMicros: perMonth, usedMicros: usage.monthMicros + spending.priceMicros },
    ] as const;
    for (const { period, limitMicros, usedMicros } of periods) {
      if (limitMicros === null || usedMicros < limitMicros * WARN_FROM) continue;
      const { start, end } = periodOf(period, spending.request.now);
      const first = await transaction
        .insertInto("budget_warnings")
        .values({ guild_id: key, period, starts_at: start })
        .onConflict((conflict) => conflict.doNothing())
        .returning("period")
        .executeTakeFirst();
      if (first !== undefined) due.push({ ...budget, period, usedMicros, limitMicros, resetsAt: end });
    }
  }
  return due;
}

/** Of a guild, of what the operator lets it have, and of what the operator pays for all. */
function budgetsOf({ policy, usage, request }: Spending): Budget[] {
  const { settings, operator, ownKey = false } = policy;
  const { guildId } = request;
  const { warnings, currency, ...own } = settings.money;
  const whose = guildId === null ? "direct messages" : { guildId };
  const byOperator = { by: "operator", channelId: operator.channel, currency: DOLLARS } as const;
  return [
    ...(guildId === null || warnings === null
      ? []
      : [
          { by: "moderators", whose, channelId: warnings, currency, ...own, key: guildId, usage: usage.guild } as const,
        ]),
    { ...byOperator, whose, ...ceilingOf(operator, guildId), key: `operator:${guildId ?? "dm"}`, usage: usage.guild },
    ...(ownKey
      ? []
      : [
          {
            ...byOperator,
            whose: "together",
            ...ceilingOfAll(operator),
            key: "operator",
            usage: usage.together,
          } as const,
        ]),
  ];
}
