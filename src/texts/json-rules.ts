import type { Locale } from "./localized.ts";

/** What a part of a member's JSON must be. */
export type JsonRule =
  | { readonly rule: "type"; readonly wanted: string }
  | { readonly rule: "choice"; readonly wanted: string }
  | { readonly rule: "missing"; readonly name: string }
  | { readonly rule: "unknown"; readonly name: string }
  | { readonly rule: "least" | "most" | "above" | "below" | "step"; readonly bound: number }
  | { readonly rule: "entries_least" | "entries_most" | "length_least" | "length_most"; readonly bound: number }
  | { readonly rule: "other" };

type Words = { readonly [R in JsonRule["rule"]]: (rule: Extract<JsonRule, { rule: R }>) => string };

const TYPES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  "en-US": {
    string: "a text in quotes",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    array: "a list in [ ]",
    object: "a set of values in { }",
    null: "null",
  },
  "zh-CN": {
    string: "带引号的文字",
    number: "数字",
    integer: "整数",
    boolean: "true 或 false",
    array: "用 [ ] 括起的列表",
    object: "用 { } 括起的一组值",
    null: "null",
  },
};

const RULES: Readonly<Record<Locale, Words>> = {
  "en-US": {
    type: ({ wanted }) => `must be ${types(wanted, "en-US")}`,
    choice: ({ wanted }) => `must be one of ${wanted}`,
    missing: ({ name }) => `needs “${name}”`,
    unknown: ({ name }) => `has no “${name}”`,
    least: ({ bound }) => `must be at least ${bound}`,
    most: ({ bound }) => `must be at most ${bound}`,
    above: ({ bound }) => `must be above ${bound}`,
    below: ({ bound }) => `must be below ${bound}`,
    step: ({ bound }) => `must be a multiple of ${bound}`,
    entries_least: ({ bound }) => `needs at least ${bound} entries`,
    entries_most: ({ bound }) => `takes at most ${bound} entries`,
    length_least: ({ bound }) => `needs at least ${bound} characters`,
    length_most: ({ bound }) => `takes at most ${bound} characters`,
    other: () => "has a form that this model does not take",
  },
  "zh-CN": {
    type: ({ wanted }) => `必须是${types(wanted, "zh-CN")}`,
    choice: ({ wanted }) => `必须是以下之一：${wanted}`,
    missing: ({ name }) => `缺少“${name}”`,
    unknown: ({ name }) => `没有“${name}”这一项`,
    least: ({ bound }) => `不能小于 ${bound}`,
    most: ({ bound }) => `不能大于 ${bound}`,
    above: ({ bound }) => `必须大于 ${bound}`,
    below: ({ bound }) => `必须小于 ${bound}`,
    step: ({ bound }) => `必须是 ${bound} 的倍数`,
    entries_least: ({ bound }) => `至少要有 ${bound} 项`,
    entries_most: ({ bound }) => `最多 ${bound} 项`,
    length_least: ({ bound }) => `至少 ${bound} 个字符`,
    length_most: ({ bound }) => `最多 ${bound} 个字符`,
    other: () => "的格式该模型不接受",
  },
};

/** The rule as the end of a sentence that begins with the place: "must be at least 0". */
export function jsonRuleText<R extends JsonRule>(rule: R, locale: Locale): string {
  const words: Readonly<Record<string, (rule: never) => string>> = RULES[locale];
  return words[rule.rule]?.(rule as never) ?? "";
}

function types(wanted: string, locale: Locale): string {
  return wanted
    .split(",")
    .map((type) => TYPES[locale][type] ?? type)
    .join(locale === "zh-CN" ? "或" : " or ");
}
