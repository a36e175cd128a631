import { readWords } from "./language-folder.ts";

/** The languages people are spoken to in, by Discord's own locale codes; each has a folder here. */
export const LOCALES = ["en-US", "zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es-ES", "pt-BR", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

/** A name or phrase in English. Its translations are in the languages' folders; one that stands here goes first. */
export type Localized = { readonly "en-US": string } & { readonly [L in Locale]?: string };

const WORDS = new Map(LOCALES.map((locale) => [locale, readWords(locale)] as const));

/** The language we speak for one of Discord's locales: itself, else the same language elsewhere, else English. */
export function localeFor(discordLocale: string): Locale {
  const language = discordLocale.split("-")[0];
  return (
    LOCALES.find((locale) => locale === discordLocale) ??
    (discordLocale === "zh-HK" ? "zh-TW" : undefined) ??
    LOCALES.find((locale) => locale.split("-")[0] === language) ??
    "en-US"
  );
}

/** In a person's language; in English where it has no words for it. */
export function localize(text: Localized, locale: Locale): string {
  return translation(text, locale) ?? text["en-US"];
}

/** Undefined where a language has no words for it. */
export function translation(text: Localized, locale: Locale): string | undefined {
  const english = text["en-US"];
  return text[locale] ?? WORDS.get(locale)?.get(english) ?? filled(english, locale);
}

/** What Discord is told beside the English text. It shows es-ES to those who read es-419, and en-US for en-GB. */
export function localizations(textIn: (locale: Locale) => string | undefined): Partial<Record<Locale, string>> {
  const entries = LOCALES.filter((locale) => locale !== "en-US").map((locale) => [locale, textIn(locale)] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined));
}

/** A translation in every language that has one, as Discord wants it. */
export function translations(text: Localized): Partial<Record<Locale, string>> {
  return localizations((locale) => translation(text, locale));
}

/** Phrases with a gap: what stands in it is a name, or a ratio of sides, and the same in every language. */
const WITH_GAP = [
  { phrase: "Make something with {title}", form: /^Make something with (?<gap>.+)$/ },
  { phrase: "More settings as JSON: {names}", form: /^More settings as JSON: (?<gap>.+)$/ },
  { phrase: "Square {ratio}", form: /^Square (?<gap>\d+:\d+)$/ },
  { phrase: "Landscape {ratio}", form: /^Landscape (?<gap>\d+:\d+)$/ },
  { phrase: "Portrait {ratio}", form: /^Portrait (?<gap>\d+:\d+)$/ },
];

function filled(english: string, locale: Locale): string | undefined {
  for (const { phrase, form } of WITH_GAP) {
    const gap = form.exec(english)?.groups?.["gap"];
    if (gap !== undefined)
      return WORDS.get(locale)
        ?.get(phrase)
        ?.replace(/\{\w+\}/, () => gap);
  }
  return undefined;
}
