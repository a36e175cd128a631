/** A setting that someone wrote into their prompt, as people know it from elsewhere: "--ar 16:9". */
export interface Suffix {
  /** In small letters, with underscores: "aspect_ratio". */
  readonly name: string;
  /** Empty where none was written. */
  readonly value: string;
  /** As it stood in the prompt: "--ar 16:9". */
  readonly written: string;
}

export interface ParsedPrompt {
  /** What is left to paint. */
  readonly prompt: string;
  /** In the order they were written. */
  readonly suffixes: readonly Suffix[];
}

/** What follows a name: one word, all words up to the next suffix, or at most "on" or "off". */
export type SuffixForm = "word" | "words" | "switch";

/** Phones turn two hyphens into one dash, and other keyboards have wide ones. */
const MARKED = /(?<=^|\s)(?<dashes>--|—|–|－－)(?<name>\p{L}[\p{L}\p{N}_-]*)(?:=|(?=$|\s))/gu;
/** One of however many backslashes there are: what is made safe twice is twice as safe. */
const ESCAPED = /(?<=^|\s)\\(?=\\*(?:--|—|–|－－)\p{L})/gu;
const TO_ESCAPE = /(?<=^|\s)(?=\\*(?:--|—|–|－－)\p{L})/gu;
const FIRST_WORD = /^\s*(?:(?:"(?<quoted>[^"]*)"|“(?<curly>[^”]*)”)[,;，；]?(?=$|\s)|(?<plain>\S+))/u;
const ON_OR_OFF = /^\s*(?:on|off|true|false)(?=$|\s)/iu;

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Where the next suffix begins. */
  readonly until: number;
  readonly form: SuffixForm | undefined;
}

/**
 * Takes the suffixes out of a prompt. `formOf` knows the names that mean something; a name nobody knows counts as a suffix
 * where nothing, or one word, follows it: then it is a slip, and not prose. A backslash before the dashes keeps them as text.
 */
export function parseSuffixes(text: string, formOf: (name: string) => SuffixForm | undefined): ParsedPrompt {
  const kept: string[] = [];
  const suffixes: Suffix[] = [];
  let from = 0;
  for (const mark of marksIn(text, formOf)) {
    kept.push(text.slice(from, mark.start));
    const { value, end } = readValue(text, mark);
    suffixes.push({ name: mark.name, value: value.replace(ESCAPED, ""), written: text.slice(mark.start, end).trim() });
    from = end;
  }
  kept.push(text.slice(from));
  const pieces = kept.map((piece) => piece.trim()).filter((piece) => piece !== "");
  return { prompt: pieces.join(" ").replace(ESCAPED, ""), suffixes };
}

/** A suffix as it can be read again. */
export function writeSuffix(name: string, value: string): string {
  if (value === "") return `--${name}`;
  const safe = withoutSuffixes(value);
  if (!/\s|["“”]|^=|[,;，；]$/u.test(safe)) return `--${name} ${safe}`;
  return safe.includes('"') ? `--${name} “${safe.replace(/[“”]/gu, '"')}”` : `--${name} "${safe}"`;
}

/** A text as it has to be written so that nothing in it is taken for a suffix. */
export function withoutSuffixes(text: string): string {
  return text.replace(TO_ESCAPE, "\\");
}

/** From the last to the first: whether a name is one depends on how far its value could go. */
function marksIn(text: string, formOf: (name: string) => SuffixForm | undefined): Mark[] {
  const marks: Mark[] = [];
  let until = text.length;
  for (const match of [...text.matchAll(MARKED)].reverse()) {
    const start = match.index;
    const name = nameOf(match.groups?.["name"] ?? "");
    const mark = { start, end: start + match[0].length, name, until, form: formOf(name) };
    const isDash = /^[—–]/u.test(match[0]);
    if (isDash ? !isClearly(text, mark) : mark.form === undefined && !isSlip(text, mark)) continue;
    marks.push(mark);
    until = start;
  }
  return marks.reverse();
}

/** As one suffix is looked up: "Aspect-Ratio" is "aspect_ratio". */
export function nameOf(written: string): string {
  return written.toLowerCase().replaceAll("-", "_");
}

/** A single dash stands in prose, too: only with a number behind it nobody means a thought. */
function isClearly(text: string, { end, until, form }: Mark): boolean {
  return form === "word" && /^\s*\d/u.test(text.slice(end, until));
}

function isSlip(text: string, { end, until }: Mark): boolean {
  return text.slice(end, until).split(/\s+/u).filter(Boolean).length <= 1;
}

function readValue(text: string, { end, until, form }: Mark): { value: string; end: number } {
  const rest = text.slice(end, until);
  const isGlued = text[end - 1] === "=" && /^\S/u.test(rest);
  if (form === "switch" && !isGlued) {
    const [said = ""] = ON_OR_OFF.exec(rest) ?? [];
    return { value: said.trim(), end: end + said.length };
  }
  const first = FIRST_WORD.exec(rest);
  if (first === null) return { value: "", end };
  const { quoted, curly, plain } = first.groups ?? {};
  const whole = quoted ?? curly;
  if (form !== "words") return { value: whole ?? trimmed(plain ?? ""), end: end + first[0].length };
  const isQuoted = whole !== undefined && rest.slice(first[0].length).trim() === "";
  return { value: isQuoted ? whole : rest.trim(), end: until };
}

/** "--ar 16:9, --seed 5": what parts them is no part of the value. */
function trimmed(word: string): string {
  return word.replace(/[,;，；]+$/u, "");
}
