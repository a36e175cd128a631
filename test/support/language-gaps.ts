import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { readMessages, readWords } from "../../src/texts/language-folder.ts";
import type { Locale } from "../../src/texts/localized.ts";
import { chinese } from "../../src/texts/zh-CN/messages.ts";
import { englishThemes, englishWords } from "./english-texts.ts";
import { roomFor } from "./text-room.ts";

/** What is wrong with one language, each with the English text it is about. */
export interface Gaps {
  /** By file, then by key: the English text that has no translation. */
  readonly missing: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Sentences a translator reads: "history.forget_title: …". */
  readonly faults: readonly string[];
}

/** Words that a language has in common with English, by language. */
const SAME: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync("test/texts/same-as-english.json", "utf8"),
);

export async function gapsOf(locale: Locale): Promise<Gaps> {
  const { names, phrases } = englishWords();
  const themes = new Map([
    ...(await englishThemes()),
    ["names", new Map([...names].map((text) => [text, text]))] as const,
    ["phrases", new Map([...phrases].map((text) => [text, text]))] as const,
  ]);
  const messages: Readonly<Record<string, string>> = {
    ...(locale === "zh-CN" ? chinese : {}),
    ...readMessages(locale),
  };
  const words = readWords(locale);
  const missing = new Map<string, Record<string, string>>();
  const faults = misplaced(locale, themes);
  for (const [theme, texts] of themes) {
    for (const [key, english] of texts) {
      const translated = theme === "names" || theme === "phrases" ? words.get(key) : messages[key];
      if (translated === undefined) missing.set(theme, { ...missing.get(theme), [key]: english });
      else faults.push(...faultsOf(locale, { theme, key, english, translated }));
    }
  }
  return { missing, faults };
}

interface Pair {
  readonly theme: string;
  readonly key: string;
  readonly english: string;
  readonly translated: string;
}

function faultsOf(locale: Locale, { theme, key, english, translated }: Pair): string[] {
  const faults: string[] = [];
  const wanted = placeholdersIn(english).join();
  const given = placeholdersIn(translated).join();
  if (wanted !== given) faults.push(`has the placeholders ${given || "(none)"}, not ${wanted || "(none)"}`);
  const room = roomFor(theme, key);
  if (room !== undefined && shown(translated).length > room)
    faults.push(`has ${shown(translated).length} characters, ${room} fit`);
  if (theme === "names" && !isName(translated)) faults.push(`“${translated}” is no name: lower case, no spaces`);
  const same = translated === english && /\p{L}{3}/u.test(shown(english)) && english !== "null";
  if (same && !SAME[locale]?.includes(english))
    faults.push(`is the English text “${english}”; if that is right, list it in test/texts/same-as-english.json`);
  return faults.map((fault) => `${theme}.json, ${key}: ${fault}`);
}

/** Files and keys that English does not have, or has elsewhere. */
function misplaced(locale: Locale, themes: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  return globSync(`src/texts/${locale}/*.json`).flatMap((file) => {
    const theme = basename(file, ".json");
    const keys = Object.keys(JSON.parse(readFileSync(file, "utf8")));
    return keys
      .filter((key) => !themes.get(theme)?.has(key))
      .map((key) => `${theme}.json, ${key}: English has no such text there`);
  });
}

/** Without what is filled in; of words for one and more the longest. */
function shown(text: string): string {
  return text
    .replace(/\{\w+\|([^{}]*)\}/g, (_, forms: string) =>
      forms.split("|").reduce((one, other) => (other.length > one.length ? other : one)),
    )
    .replace(/\{\w+\}/g, "");
}

function isName(text: string): boolean {
  return /^[-_'\p{L}\p{N}]{1,32}$/u.test(text) && text === text.toLowerCase();
}

/** Each once: a language may need a number again for the word beside it. */
function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].flatMap(([, name]) => name ?? []))].sort();
}
