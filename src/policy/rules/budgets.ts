import type { Authority, BudgetPeriod, Finding } from "../decision.ts";
import { ceilingOf, ceilingOfAll } from "../operator-settings.ts";
import { periodOf } from "../periods.ts";
import type { SharedUsage } from "../usage.ts";
import { counted, type Facts, no, type Rule } from "./facts.ts";

interface Shared {
  readonly by: Authority;
  readonly usage: SharedUsage;
  readonly jobsAtOnce: number | null;
  readonly perDay: number | null;
  readonly perMonth: number | null;
}

const NO_BUDGET = { perDay: null, perMonth: null };

/** A guild's own limits, the operator's for it, and the operator's for all together. */
function sharedLimits({ settings, operator, ownKey, usage, request }: Facts): Shared[] {
  const { perDay, perMonth } = settings.money;
  return [
    { by: "moderators", usage: usage.guild, jobsAtOnce: settings.jobsAtOnce, perDay, perMonth },
    { by: "operator", usage: usage.guild, ...ceilingOf(operator, request.guildId) },
    { by: "operator", usage: usage.together, ...ceilingOfAll(operator), ...(ownKey ? NO_BUDGET : {}) },
  ];
}

const busy: Rule = (facts) =>
  sharedLimits(facts).flatMap(({ by, usage, jobsAtOnce }) =>
    jobsAtOnce !== null && usage.jobsUnderWay >= jobsAtOnce
      ? no({ kind: "guild_busy", by, most: jobsAtOnce, endsAt: null })
      : [],
  );

const budgets: Rule = (facts) =>
  sharedLimits(facts).flatMap(({ by, usage, perDay, perMonth }) => [
    ...budget(facts, { by, period: "day", limitMicros: perDay, usedMicros: usage.dayMicros }),
    ...budget(facts, { by, period: "month", limitMicros: perMonth, usedMicros: usage.monthMicros }),
  ]);

function budget(
  { request, priceMicros }: Facts,
  each: { by: Authority; period: BudgetPeriod; limitMicros: number | null; usedMicros: number },
): Finding[] {
  const { by, period, limitMicros, usedMicros } = each;
  if (limitMicros === null) return [];
  const resetsAt = periodOf(period, request.now).end;
  const standing = counted({ kind: "budget", by, period, limitMicros, usedMicros, resetsAt });
  if (usedMicros + priceMicros <= limitMicros) return standing;
  const endsAt = priceMicros > limitMicros ? null : resetsAt;
  return [...standing, ...no({ kind: "budget", by, period, priceMicros, usedMicros, limitMicros, endsAt })];
}

/** What all members share: places and money. */
export function budgetRules(facts: Facts) {
  return [busy, budgets].flatMap((rule) => rule(facts));
}
