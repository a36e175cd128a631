import type { Locale } from "./localized.ts";
import { type MessageKey, say } from "./say.ts";

/** What a part of a member's JSON must be. */
export type JsonRule =
  | { readonly rule: "type"; readonly wanted: string }
  | { readonly rule: "choice"; readonly wanted: string }
  | { readonly rule: "missing"; readonly name: string }
  | { readonly rule: "unknown"; readonly name: string }
  | { readonly rule: "least" | "most" | "above" | "below" | "step"; readonly bound: number }
  | { readonly rule: "entries_least" | "entries_most" | "length_least" | "length_most"; readonly bound: number }
  | { readonly rule: "other" };

const TYPES = ["string", "number", "integer", "boolean", "array", "object", "null"] as const;

/** The rule as the end of a sentence that begins with the place: "must be at least 0". */
export function jsonRuleText(rule: JsonRule, locale: Locale): string {
  switch (rule.rule) {
    case "type":
      return say(locale, "json_type", { wanted: types(rule.wanted, locale) });
    case "choice":
      return say(locale, "json_choice", { wanted: rule.wanted });
    case "missing":
    case "unknown":
      return say(locale, `json_${rule.rule}`, { name: rule.name });
    case "other":
      return say(locale, "json_other");
    default:
      return say(locale, `json_${rule.rule}`, { bound: rule.bound });
  }
}

function types(wanted: string, locale: Locale): string {
  const words = wanted.split(",").map((type) => {
    const known = TYPES.find((each) => each === type);
    return known === undefined ? type : say(locale, `json_a_${known}` satisfies MessageKey);
  });
  return words.reduce((one, other) => say(locale, "list_or", { one, other }));
}
