import { english } from "./texts-en.ts";
import type { Texts } from "./texts-shape.ts";
import { chinese } from "./texts-zh.ts";

export function textsFor(locale: string): Texts {
  return locale.startsWith("zh") ? chinese : english;
}

/** The locale for dates and numbers, so that they match the language of the sentences around them. */
export function formatLocale(locale: string): string {
  return /^(en|zh)\b/.test(locale) ? locale : "en-GB";
}
