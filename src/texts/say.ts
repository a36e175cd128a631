import { english, type Messages } from "./en-US/messages.ts";
import { readMessages } from "./language-folder.ts";
import type { Locale } from "./localized.ts";
import { chinese } from "./zh-CN/messages.ts";

const MESSAGES = new Map<Locale, Readonly<Record<string, string>>>();

/** Read when somebody is first spoken to in a language: few bots speak them all. */
function messagesIn(locale: Locale): Readonly<Record<string, string>> {
  const known = MESSAGES.get(locale);
  if (known !== undefined) return known;
  const messages = { ...(locale === "zh-CN" ? chinese : {}), ...readMessages(locale) };
  MESSAGES.set(locale, messages);
  return messages;
}

export type MessageKey = keyof Messages;

/**
 * The placeholders of a sentence: "place {place} of {total}" wants place and total. "{count|picture|pictures}" wants
 * count, too, and becomes the word for that many.
 */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Placed<Name> | Placeholders<Rest>
  : never;
type Placed<Name extends string> = Name extends " "
  ? never
  : Name extends `${infer Counted}|${string}`
    ? Counted
    : Name;
export type Parameters<K extends MessageKey> = Record<Placeholders<(typeof english)[K]>, string | number>;

/** The sentence for a person, in their language. Which placeholders it needs is checked by the compiler. */
export function say<K extends MessageKey>(
  locale: Locale,
  key: K,
  ...[parameters]: [Placeholders<(typeof english)[K]>] extends [never] ? [] : [Parameters<K>]
): string {
  const given: Record<string, string | number> = parameters ?? {};
  const sentence = messagesIn(locale)[key] ?? english[key];
  return sentence.replace(/\{(\w+)(?:\|([^{}]*))?\}/g, (whole, name: string, forms: string | undefined) => {
    const value = given[name];
    if (value === undefined) return whole;
    return forms === undefined ? String(value) : wordFor(value, forms.split("|"), locale);
  });
}

/** One or more; in Russian one, few or many, where a fraction goes with few. */
function wordFor(value: string | number, forms: readonly string[], locale: Locale): string {
  const count = typeof value === "number" ? value : Number(value.replace(/\D/g, ""));
  const category = new Intl.PluralRules(locale).select(count);
  const [one = "", few = one, many = few] = forms;
  if (category === "one") return one;
  return category === "many" ? many : few;
}

/** Sentences one after the other: only some scripts put a space between them. */
export function sentences(locale: Locale, parts: readonly string[]): string {
  const spaced = locale !== "zh-CN" && locale !== "zh-TW" && locale !== "ja";
  return parts.filter((part) => part !== "").join(spaced ? " " : "");
}
