import { english, type Messages } from "./en-US/messages.ts";
import type { Locale } from "./localized.ts";
import { chinese } from "./zh-CN/messages.ts";

const MESSAGES: Record<Locale, Messages> = { "en-US": english, "zh-CN": chinese };

export type MessageKey = keyof Messages;

/** The placeholders of a sentence: "place {place} of {total}" wants place and total. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
export type Parameters<K extends MessageKey> = Record<Placeholders<(typeof english)[K]>, string | number>;

/** The sentence for a person, in their language. Which placeholders it needs is checked by the compiler. */
export function say<K extends MessageKey>(
  locale: Locale,
  key: K,
  ...[parameters]: [Placeholders<(typeof english)[K]>] extends [never] ? [] : [Parameters<K>]
): string {
  const given: Record<string, string | number> = parameters ?? {};
  return MESSAGES[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}
