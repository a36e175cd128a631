import { OptionKind } from "../protocol.ts";
import { type CommandEntry, type Option, optionName } from "./command-entry.ts";

export interface TypedCommand {
  entry: CommandEntry;
  /** Raw text by the option's canonical name, in the order typed. */
  values: ReadonlyMap<string, string>;
}

/** The command that a whole typed line names; null while it names none, as "/fl" or "hello". */
export function parseCommandText(text: string, entries: readonly CommandEntry[], locale: string): TypedCommand | null {
  if (!text.startsWith("/")) return null;
  const line = text.slice(1);
  const lower = line.toLowerCase();
  const named = entries
    .flatMap((entry) => [entry.name, entry.canonicalName].map((name) => ({ entry, name: name.toLowerCase() })))
    .filter(({ name }) => lower === name || (lower.startsWith(name) && /\s/.test(line.charAt(name.length))))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (named === undefined) return null;
  return { entry: named.entry, values: parseValues(line.slice(named.name.length).trim(), named.entry.options, locale) };
}

interface Mark {
  option: Option;
  start: number;
  valueStart: number;
}

/** `prompt:a lighthouse at dusk seed:5`: only the command's own option names divide, so a prompt may hold colons. */
function parseValues(text: string, options: readonly Option[], locale: string): Map<string, string> {
  const marks = findMarks(text, options, locale);
  const values = new Map<string, string>();
  const lead = text.slice(0, marks[0]?.start ?? text.length).trim();
  const unnamed = options.find((option) => option.type === OptionKind.string && option.required === true);
  if (lead !== "" && unnamed !== undefined) values.set(unnamed.name, lead);
  marks.forEach((mark, index) => {
    const end = marks[index + 1]?.start ?? text.length;
    values.set(mark.option.name, text.slice(mark.valueStart, end).trim());
  });
  return values;
}

function findMarks(text: string, options: readonly Option[], locale: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(/(^|\s)([^\s:：]{1,32})[:：]/gu)) {
    const typed = match[2]?.toLowerCase();
    const option = options.find((candidate) => typed === candidate.name || typed === optionName(candidate, locale));
    if (option === undefined || marks.some((mark) => mark.option === option)) continue;
    const start = match.index + (match[1]?.length ?? 0);
    marks.push({ option, start, valueStart: match.index + match[0].length });
  }
  return marks;
}

/** What is being typed after the slash, while it can still become a command's name. */
export function commandPrefix(text: string): string | null {
  const match = /^\/([^\n]{0,100})$/.exec(text);
  return match?.[1] ?? (text === "/" ? "" : null);
}
