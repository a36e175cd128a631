/** A language is a folder of JSON files, which needs no code to be read, mended or added: docs/languages.md. */
import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";

const table = z.record(z.string(), z.string());
type Table = Readonly<Record<string, string>>;

/** These go by the English text: names of commands and options, and what describes them. All others by a key. */
const BY_ENGLISH = ["names.json", "phrases.json"];

/** A language's sentences by their keys; English and Chinese may have theirs in code. */
export function readMessages(locale: string): Table {
  return Object.assign({}, ...tables(locale, (file) => !BY_ENGLISH.includes(file)));
}

/** A language's names and phrases by the English ones. */
export function readWords(locale: string): ReadonlyMap<string, string> {
  return new Map(tables(locale, (file) => BY_ENGLISH.includes(file)).flatMap(Object.entries));
}

function tables(locale: string, wanted: (file: string) => boolean): Table[] {
  const folder = new URL(`./${locale}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && wanted(file));
  return files.sort().map((file) => table.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8"))));
}
