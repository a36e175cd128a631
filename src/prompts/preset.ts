import { meaningOf } from "./suffix-names.ts";
import { parseSuffixes, type Suffix, writeSuffix } from "./suffixes.ts";

/** A style: words around a prompt, what should not be there, and settings by what they mean, for any model. */
export interface Preset {
  readonly id: string;
  readonly scope: PresetScope;
  readonly name: string;
  readonly words: string;
  readonly negative: string;
  /** As suffixes: "--ar 16:9 --steps 30". */
  readonly settings: string;
  /** Null once they were forgotten. */
  readonly madeBy: string | null;
  readonly sharedAt: number | null;
}

/** Who uses a preset: one member, or everyone in a guild. */
export type PresetScope = `user:${string}` | `guild:${string}`;
export type PresetContent = Pick<Preset, "name" | "words" | "negative" | "settings">;

/** Of a name, of the other texts, and how many there may be. */
export const PRESET_LIMITS = { name: 32, words: 1_000, negative: 500, settings: 300, mine: 50, server: 100 } as const;
const MOST_SETTINGS = 12;

export type PresetProblem =
  | { readonly kind: "no_name" | "empty" | "too_many_settings" }
  | { readonly kind: "not_a_setting"; readonly given: string };

/** What someone filled in, as it is kept: names are one word, so that they can be written behind --style. */
export function presetOf(given: PresetContent): PresetContent | PresetProblem {
  const name = presetName(given.name);
  if (name === "") return { kind: "no_name" };
  const [words, negative] = [given.words.trim(), given.negative.trim()];
  const read = readSettings(given.settings);
  if ("kind" in read) return read;
  if (words === "" && negative === "" && read.settings.length === 0) return { kind: "empty" };
  return { name, words, negative, settings: writeSettings(read.settings) };
}

export function isPresetProblem(made: PresetContent | PresetProblem): made is PresetProblem {
  return "kind" in made;
}

export function presetName(given: string): string {
  const letters = given.toWellFormed().trim().replace(/\s+/gu, "-");
  return [...letters.replace(/[^\p{L}\p{M}\p{N}_-]/gu, "").replace(/^-+|-+$/gu, "")]
    .slice(0, PRESET_LIMITS.name)
    .join("");
}

/** As names are compared. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** Everything a preset sets, in the form of suffixes. */
export function settingsOf({ negative, settings }: Pick<Preset, "negative" | "settings">): readonly Suffix[] {
  const kept = keptSettings(settings);
  return negative === "" ? kept : [{ name: "no", value: negative, written: `--no ${negative}` }, ...kept];
}

/** Settings as they were kept. */
export function keptSettings(settings: string): readonly Suffix[] {
  return parseSuffixes(settings, anyForm).suffixes;
}

export function writeSettings(settings: readonly Pick<Suffix, "name" | "value">[]): string {
  return settings.map(({ name, value }) => writeSuffix(name, value)).join(" ");
}

/** Settings that someone wrote, for no model in particular: "--ar 16:9, --steps 30". */
function readSettings(text: string): { readonly settings: readonly Suffix[] } | PresetProblem {
  const { prompt, suffixes } = parseSuffixes(text, anyForm);
  const rest = prompt.replace(/[\s,;]+/gu, " ").trim();
  if (rest !== "") return { kind: "not_a_setting", given: rest };
  const nested = suffixes.find(({ name }) => meaningOf(name) === "style");
  if (nested !== undefined) return { kind: "not_a_setting", given: nested.written };
  return suffixes.length > MOST_SETTINGS ? { kind: "too_many_settings" } : { settings: suffixes };
}

function anyForm(name: string) {
  const meaning = meaningOf(name);
  if (meaning === "private" || meaning === "public") return "switch";
  return meaning === "no" ? "words" : "word";
}
