/** The languages people are spoken to in, by Discord's own locale codes. */
export const LOCALES = ["en-US", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];

/** A sentence or name in English and, where it was translated, in other languages. */
export type Localized = { readonly "en-US": string } & { readonly [L in Locale]?: string };

/** The language we speak for one of Discord's locales: itself, else the same language elsewhere, else English. */
export function localeFor(discordLocale: string): Locale {
  const language = discordLocale.split("-")[0];
  return (
    LOCALES.find((locale) => locale === discordLocale) ??
    LOCALES.find((locale) => locale.split("-")[0] === language) ??
    "en-US"
  );
}

export function localize(text: Localized, locale: Locale): string {
  return text[locale] ?? text["en-US"];
}
