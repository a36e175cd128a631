import type { Terms } from "../jobs/job.ts";
import { termsOf } from "./decide.ts";
import type { Denial, DenialKind, Explanation } from "./decision.ts";

/** What holds for making a picture, and not for showing one that was made: with which model, how large, how often. */
const OF_MAKING: ReadonlySet<DenialKind> = new Set<DenialKind>([
  "model_off",
  "model_role",
  "too_large",
  "too_many_steps",
  "too_many_images",
  "quota",
  "cooldown",
  "budget",
  "member_busy",
  "guild_busy",
]);

/** What the rules say now about showing a finished result to everyone: why not, or on which terms. */
export function showing({ findings }: Explanation): { readonly denial: Denial } | { readonly terms: Terms } {
  const denials = findings.flatMap((finding) => (finding.says === "no" ? [finding.denial] : []));
  const denial = denials.find(({ kind }) => !OF_MAKING.has(kind));
  if (denial !== undefined) return { denial };
  const adjustments = findings.flatMap((finding) => (finding.says === "changed" ? [finding.adjustment] : []));
  return { terms: termsOf(adjustments, "openly") };
}
