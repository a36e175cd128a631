import { OPEN_TERMS, type Terms } from "../jobs/job.ts";
import { priceOf } from "../models/price.ts";
import { imagesWanted } from "../models/summary.ts";
import { adjustInput } from "./adjust-input.ts";
import type { Adjustment, Decision, Denial, DenialKind, Explanation, Finding } from "./decision.ts";
import type { OperatorSettings } from "./operator-settings.ts";
import type { PolicyRequest, Shown } from "./request.ts";
import { budgetRules } from "./rules/budgets.ts";
import { contentRules } from "./rules/content.ts";
import type { Facts } from "./rules/facts.ts";
import { peopleRules } from "./rules/people.ts";
import { placeRules } from "./rules/place.ts";
import { quotaRules } from "./rules/quotas.ts";
import { sizeRules } from "./rules/sizes.ts";
import type { GuildSettings } from "./settings.ts";
import type { Usage } from "./usage.ts";

/** What holds for a request: the guild's settings and the operator's. */
export interface Policy {
  readonly settings: GuildSettings;
  readonly operator: OperatorSettings;
  /** The guild pays the relay with a key of its own: what it spends is not the operator's. */
  readonly ownKey?: boolean;
}

/** Whether a request is allowed, what is changed about it, or why not. Knows nothing but what it is given. */
export function decide(policy: Policy, usage: Usage, request: PolicyRequest): Decision {
  return explain(policy, usage, request).decision;
}

/** The decision with every rule that spoke. Among several denials the strictest is told, so that nobody waits for one to meet the next. */
export function explain(
  { settings, operator, ownKey = false }: Policy,
  usage: Usage,
  request: PolicyRequest,
): Explanation {
  const { input, adjustments } = adjustInput(settings, request);
  const { definition } = request;
  const unitMicros = settings.money.prices[definition.endpoint] ?? operator.prices[definition.endpoint];
  const images = imagesWanted(definition, input);
  const priceMicros = priceOf(definition, input, unitMicros).micros;
  const facts: Facts = { settings, operator, ownKey, usage, request, input, images, priceMicros };
  const findings: Finding[] = [
    ...peopleRules(facts),
    ...placeRules(facts),
    ...contentRules(facts),
    ...sizeRules(facts),
    ...quotaRules(facts),
    ...budgetRules(facts),
    ...adjustments.map((adjustment) => ({ says: "changed", adjustment }) as const),
  ];
  const denial = strictest(findings.flatMap((finding) => (finding.says === "no" ? [finding.denial] : [])));
  if (denial !== undefined) return { decision: { allowed: false, denial }, findings };
  const made = findings.flatMap((finding) => (finding.says === "changed" ? [finding.adjustment] : []));
  const decision: Decision = {
    allowed: true,
    input,
    terms: termsOf(made, request.shown ?? "openly"),
    priceMicros,
    images,
    adjustments: made,
  };
  return { decision, findings };
}

/** Who and where goes before what, and what before how often: the later is of no use while the earlier stands. */
const GROUP: Record<DenialKind, 0 | 1 | 2 | 3> = {
  guild_not_listed: 0,
  direct_messages_off: 0,
  paused: 0,
  suspended: 0,
  role: 0,
  new_account: 0,
  new_member: 0,
  channel: 0,
  model_off: 1,
  model_role: 1,
  model_channel: 1,
  forbidden_word: 1,
  too_large: 1,
  too_many_steps: 1,
  too_many_images: 1,
  quota: 2,
  cooldown: 2,
  budget: 2,
  member_busy: 3,
  guild_busy: 3,
};

/** Within a group the one that holds longest; one that no waiting ends holds longest of all. */
function strictest(denials: readonly Denial[]): Denial | undefined {
  const end = ({ endsAt }: Denial) => endsAt ?? Number.MAX_VALUE;
  return denials.toSorted((one, other) => GROUP[one.kind] - GROUP[other.kind] || end(other) - end(one))[0];
}

/** What adjustments come to. */
export function termsOf(adjustments: readonly Adjustment[], shown: Shown): Terms {
  const flagged = adjustments.find((adjustment) => adjustment.kind === "flagged_results");
  const credits = adjustments.find((adjustment) => adjustment.kind === "credits");
  const ruled = adjustments.some(({ kind }) => kind === "ephemeral");
  return {
    ephemeral: ruled || shown !== "openly",
    privately: !ruled && shown === "privately",
    flaggedResults: flagged?.handling ?? OPEN_TERMS.flaggedResults,
    credits: credits?.images ?? 0,
  };
}
