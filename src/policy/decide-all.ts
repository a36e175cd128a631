import { decide, type Policy } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { PolicyRequest } from "./request.ts";
import type { SharedUsage, Usage } from "./usage.ts";

type Allowed = Extract<Decision, { allowed: true }>;

/**
 * Decides about requests made at once, each as if those allowed before it had been admitted already. They are one
 * request where the time between two is counted.
 */
export function decideAll(policy: Policy, usage: Usage, requests: readonly PolicyRequest[]): Decision[] {
  let used = usage;
  return requests.map((request) => {
    const decision = decide(policy, used, request);
    if (decision.allowed) used = usageWith(used, decision, request.now);
    return decision;
  });
}

function usageWith({ member, guild, together }: Usage, { images, terms, priceMicros }: Allowed, at: number): Usage {
  const { credits } = terms;
  const shared = ({ jobsUnderWay, dayMicros, monthMicros }: SharedUsage): SharedUsage => ({
    jobsUnderWay: jobsUnderWay + 1,
    dayMicros: dayMicros + priceMicros,
    monthMicros: monthMicros + priceMicros,
  });
  return {
    member: {
      ...member,
      entries: [...member.entries, { at, images: images - credits, credits }],
      jobsUnderWay: member.jobsUnderWay + 1,
      credits: member.credits - credits,
    },
    guild: shared(guild),
    together: shared(together),
  };
}
