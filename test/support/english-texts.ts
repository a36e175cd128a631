import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { english } from "../../src/texts/en-US/messages.ts";

/** A name of a command or option, as Discord wants it; anything else that goes by its English text is a phrase. */
const NAME = /^[-_\p{Ll}\p{N}]{1,32}$/u;
/** "Landscape 16:9" and the like are made of a phrase with a gap. */
const FILLED = /^(Make something with |More settings as JSON: )(?!\{)|^(Square|Landscape|Portrait) \d+:\d+$/;
/** The same in every language: product names, formats, numbers. */
const SAME_EVERYWHERE = /^(JPEG|PNG|\d+|lora|flux|kontext|kontext-max)$/;

/** Every English message by its theme, which is the name of its file and of the translations'. */
export async function englishThemes(): Promise<Map<string, Map<string, string>>> {
  const files = globSync("src/texts/en-US/*.ts").sort();
  const modules = await Promise.all(
    files.map(async (file) => {
      const exported: Record<string, Record<string, string>> = await import(`../../${file}`);
      return { theme: basename(file, ".ts"), keys: Object.keys(Object.assign({}, ...Object.values(exported))) };
    }),
  );
  // One theme may spread another: a key belongs to the smallest file that has it.
  modules.sort((one, other) => one.keys.length - other.keys.length);
  const taken = new Set<string>();
  const themes = new Map<string, Map<string, string>>();
  for (const { theme, keys } of modules) {
    const own = keys.filter((key) => !taken.has(key));
    for (const key of own) taken.add(key);
    themes.set(theme, new Map(own.map((key) => [key, english[key as keyof typeof english]])));
  }
  return themes;
}

/** Every English name and phrase that goes by its text: what stands as `"en-US": "…"`, or in a call of `words`. */
export function englishWords(): { names: Set<string>; phrases: Set<string> } {
  const found = new Set(["Make something with {title}", "More settings as JSON: {names}"]);
  for (const ratio of ["Square", "Landscape", "Portrait"]) found.add(`${ratio} {ratio}`);
  const text = String.raw`"(?:[^"\\]|\\.)*"`;
  for (const file of globSync("src/**/*.ts")) {
    const source = readFileSync(file, "utf8");
    for (const [, written = '""'] of source.matchAll(new RegExp(`"en-US":\\s*(${text})`, "g")))
      found.add(JSON.parse(written));
    for (const [, name = '""', description = '""'] of source.matchAll(
      new RegExp(`\\bwords\\(\\s*(${text}),\\s*(${text}),?\\s*\\)`, "g"),
    )) {
      found.add(JSON.parse(name));
      found.add(JSON.parse(description));
    }
  }
  const wanted = [...found].filter((words) => !FILLED.test(words) && !SAME_EVERYWHERE.test(words) && words !== "");
  return {
    names: new Set(wanted.filter((words) => NAME.test(words))),
    phrases: new Set(wanted.filter((words) => !NAME.test(words))),
  };
}
