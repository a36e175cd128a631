import type { Database } from "../storage/database.ts";
import type { Policy } from "./decide.ts";
import type { BudgetPeriod } from "./decision.ts";
import { periodOf } from "./periods.ts";
import type { PolicyRequest } from "./request.ts";
import type { GuildSettings } from "./settings.ts";
import type { Usage } from "./usage.ts";

const WARN_FROM = 0.8;

/** Most of a guild's budget is used. */
export interface BudgetWarning {
  readonly channelId: string;
  readonly period: BudgetPeriod;
  readonly usedMicros: number;
  readonly limitMicros: number;
  readonly currency: GuildSettings["money"]["currency"];
  readonly resetsAt: number;
}

interface Spending {
  readonly policy: Policy;
  readonly usage: Usage;
  readonly request: PolicyRequest;
  readonly priceMicros: number;
}

/** The warnings that a job just allowed makes due, each once in its day or month. Written in the transaction that admits it. */
export async function dueWarnings(transaction: Database, spending: Spending): Promise<BudgetWarning[]> {
  const { policy, usage, request, priceMicros } = spending;
  const { perDay, perMonth, warnings: channelId, currency } = policy.settings.money;
  const { guildId } = request;
  if (channelId === null || guildId === null) return [];
  const budgets = [
    { period: "day", limitMicros: perDay, usedMicros: usage.guild.dayMicros + priceMicros },
    { period: "month", limitMicros: perMonth, usedMicros: usage.guild.monthMicros + priceMicros },
  ] as const;
  const due: BudgetWarning[] = [];
  for (const { period, limitMicros, usedMicros } of budgets) {
    if (limitMicros === null || usedMicros < limitMicros * WARN_FROM) continue;
    const { start, end } = periodOf(period, request.now);
    const first = await transaction
      .insertInto("budget_warnings")
      .values({ guild_id: guildId, period, starts_at: start })
      .onConflict((conflict) => conflict.doNothing())
      .returning("period")
      .executeTakeFirst();
    if (first !== undefined) due.push({ channelId, period, usedMicros, limitMicros, currency, resetsAt: end });
  }
  return due;
}
