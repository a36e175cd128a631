import { cut, oneLine } from "../texts/plain-text.ts";
import type { Preset } from "./preset.ts";
import type { RememberedPrompt } from "./prompt-memory.ts";
import { meaningOf } from "./suffix-names.ts";
import { nameOf, writeSuffix } from "./suffixes.ts";

export interface PromptChoice {
  readonly name: string;
  readonly value: string;
}

/** Discord's bounds for choices, their names and values. */
const MOST_CHOICES = 25;
const TEXT_MAX = 100;
const MOST_STYLES = 5;
const END_SHOWN = 30;
const FAVOURITE = "★ ";
const REFERENCE = /^prompt:(?<job>[0-9a-f]{8}-[0-9a-f-]{27})$/u;
const STYLE_BEGUN = /^(?<before>.*\s|)--(?<name>\p{L}+)(?:\s+(?<begun>\S*))?$/su;

/** The job whose prompt a choice stands for that was too long for a value; null for words of someone's own. */
export function referenceIn(prompt: string): string | null {
  return REFERENCE.exec(prompt)?.groups?.["job"] ?? null;
}

/**
 * What is offered while a prompt is typed. What is typed stands first: who presses Enter means that. Then what begins so,
 * then what has the words, favourites before others in both, none twice; then styles, for what was typed.
 */
export function suggestPrompts(
  remembered: readonly RememberedPrompt[],
  presets: readonly Preset[],
  typed: string,
): PromptChoice[] {
  const own = typed.trim();
  // Nothing may stand in the way of what is too long to be offered itself.
  if (own.length > TEXT_MAX) return [];
  const styles = stylesFor(presets, typed);
  const room = MOST_CHOICES - (own === "" ? 0 : 1) - Math.min(styles.length, MOST_STYLES);
  const prompts = ranked(remembered, own).slice(0, room).map(choiceOf);
  const first = own === "" ? [] : [{ name: own, value: own }];
  return distinct([...first, ...prompts, ...styles]).slice(0, MOST_CHOICES);
}

/** The prompts that have what was typed, each once, best first. */
export function ranked(remembered: readonly RememberedPrompt[], typed: string): RememberedPrompt[] {
  const wanted = folded(typed);
  const words = wanted.split(" ").filter((word) => word !== "");
  const distinct = new Map<string, RememberedPrompt>();
  for (const prompt of remembered) {
    const key = folded(prompt.text);
    const known = distinct.get(key);
    if (known === undefined || (prompt.favourite && !known.favourite)) distinct.set(key, prompt);
  }
  const fitting = [...distinct].flatMap(([text, prompt]) => {
    if (text === wanted) return [];
    const rank = text.startsWith(wanted) ? 0 : words.every((word) => text.includes(word)) ? 2 : null;
    return rank === null ? [] : [{ prompt, rank: rank + (prompt.favourite ? 0 : 1) }];
  });
  return fitting.toSorted((one, other) => one.rank - other.rank).map(({ prompt }) => prompt);
}

/** Discord takes no two choices that look, or are, the same. */
function distinct(choices: readonly PromptChoice[]): PromptChoice[] {
  const seen = new Set<string>();
  return choices.filter(({ name, value }) => {
    const isNew = !seen.has(`name ${name}`) && !seen.has(`value ${value}`);
    seen.add(`name ${name}`).add(`value ${value}`);
    return isNew;
  });
}

function choiceOf({ jobId, text, favourite }: RememberedPrompt): PromptChoice {
  const line = oneLine(text, Number.MAX_SAFE_INTEGER);
  const isSayable = text.length <= TEXT_MAX && text === line;
  return {
    name: shortened(`${favourite ? FAVOURITE : ""}${line}`),
    value: isSayable ? text : `prompt:${jobId}`,
  };
}

/** With its end: long prompts that were changed a little begin the same. */
function shortened(line: string): string {
  const end = line.slice(-END_SHOWN).replace(/^[\uDC00-\uDFFF]/, "");
  return line.length <= TEXT_MAX ? line : `${cut(line, TEXT_MAX - end.length)}${end}`;
}

/** Styles behind what was typed; where one is being named, those that begin so. */
function stylesFor(presets: readonly Preset[], typed: string): PromptChoice[] {
  const { before, name, begun = "" } = STYLE_BEGUN.exec(typed)?.groups ?? {};
  const naming = name !== undefined && meaningOf(nameOf(name)) === "style";
  if (name !== undefined && !naming) return [];
  const fitting = presets.filter((preset) => folded(preset.name).startsWith(naming ? folded(begun) : ""));
  const most = naming ? MOST_CHOICES : MOST_STYLES;
  return fitting.slice(0, most).flatMap((preset) => {
    const value = `${(naming ? (before ?? "") : typed).trim()} ${writeSuffix("style", preset.name)}`.trim();
    return value.length > TEXT_MAX ? [] : [{ name: value, value }];
  });
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
