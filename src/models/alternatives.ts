/** What a prompt with `{red|green}` and `[sunrise, noon]` in it comes to. */
export type Alternatives =
  /** Nothing to choose from; what was escaped is as it was meant. */
  | { readonly kind: "one"; readonly prompt: string }
  /** All different, in the order they were written. */
  | { readonly kind: "several"; readonly prompts: readonly string[] }
  | { readonly kind: "too many"; readonly count: number };

type Part = string | Choice;
interface Choice {
  readonly options: readonly (readonly Part[])[];
}

/** The marks of another width, one character for one, so that places stay the same. */
const WIDE: Readonly<Record<string, string>> = {
  "｛": "{",
  "｝": "}",
  "［": "[",
  "］": "]",
  "｜": "|",
  "，": ",",
  "、": ",",
};
const OPENS: Readonly<Record<string, string>> = { "}": "{", "]": "[" };
/** Backslashes before a mark: two are one, and an odd one takes the mark its meaning. */
const ESCAPES = /(\\+)(?=[{}[\]|,｛｝［］｜，、])/g;

/** Every text that the alternatives of a prompt make, first choices changing last, equal ones once. */
export function alternativesIn(prompt: string, most: number): Alternatives {
  const marks = prompt.replace(/[｛｝［］｜，、]/g, (mark) => WIDE[mark] ?? mark);
  const parts = partsOf({ text: prompt, marks, closing: pairsIn(marks), data: false }, 0, prompt.length);
  const count = countOf(parts);
  if (count === 1) return { kind: "one", prompt: textsOf(parts)[0] ?? "" };
  // Far beyond what is allowed, equal ones are not looked for.
  if (count > most * most) return { kind: "too many", count };
  const prompts = [...new Set(textsOf(parts).map(tidy))].filter((text) => text !== "");
  if (prompts.length > most) return { kind: "too many", count: prompts.length };
  const [first = "", second] = prompts;
  return second === undefined ? { kind: "one", prompt: first } : { kind: "several", prompts };
}

/** A text as it has to be written so that nothing in it is taken for alternatives. */
export function withoutAlternatives(text: string): string {
  return text.replace(ESCAPES, "$1$1").replace(/[{[｛［]/g, "\\$&");
}

interface Source {
  readonly text: string;
  readonly marks: string;
  /** Where what opens at an index closes. */
  readonly closing: ReadonlyMap<number, number>;
  /** Inside of JSON: lists stand for themselves there. */
  readonly data: boolean;
}

function isEscaped(marks: string, index: number): boolean {
  let backslashes = 0;
  while (marks[index - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

/** Brackets that stand in each other rightly; what nothing closes is only a character. */
function pairsIn(marks: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { index } of marks.matchAll(/[{}[\]]/g)) {
    if (isEscaped(marks, index)) continue;
    const wanted = OPENS[marks[index] ?? ""];
    if (wanted === undefined) {
      open.push(index);
      continue;
    }
    const opener = open.findLastIndex((at) => marks[at] === wanted);
    if (opener < 0) continue;
    pairs.set(open[opener] ?? 0, index);
    open.length = opener;
  }
  return pairs;
}

function partsOf(source: Source, from: number, to: number): Part[] {
  const parts: Part[] = [];
  let plainFrom = from;
  const plain = (end: number) => parts.push(unescaped(source.text, plainFrom, end));
  for (let index = from; index < to; index += 1) {
    const end = source.closing.get(index);
    if (end === undefined || end >= to) continue;
    const pieces = piecesOf(source, index, end);
    if (isChoice(source, index, end, pieces)) {
      plain(index);
      parts.push({ options: pieces.map((piece) => partsOf(source, piece.from, piece.to)) });
      plainFrom = end + 1;
      index = end;
    } else if (source.marks[index] === "{" && looksLikeData(source.text.slice(index + 1, end))) {
      plain(index + 1);
      parts.push(...partsOf({ ...source, data: true }, index + 1, end));
      plainFrom = end;
      index = end;
    }
  }
  plain(to);
  return parts;
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** What stands between the separators of a group, blanks around the entries of a list left away. */
function piecesOf({ marks, closing }: Source, open: number, end: number): Piece[] {
  const list = marks[open] === "[";
  const cuts = [open];
  for (let index = open + 1; index < end; index += 1) {
    const inner = closing.get(index);
    if (inner !== undefined && inner < end) index = inner;
    else if (marks[index] === (list ? "," : "|") && !isEscaped(marks, index)) cuts.push(index);
  }
  const pieces = cuts.map((cut, number) => ({ from: cut + 1, to: cuts[number + 1] ?? end }));
  const optional = pieces.some(({ from, to }) => marks.slice(from, to).trim() === "");
  if (list) return pieces.map((piece) => trimmed(marks, piece)).filter(({ from, to }) => from < to);
  // In "{very |}old" the blank belongs to the word; in "{red | blue}" to nothing.
  return optional ? pieces : pieces.map((piece) => trimmed(marks, piece));
}

function trimmed(marks: string, { from, to }: Piece): Piece {
  const words = marks.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { from: start, to: Math.max(start, from + words.trimEnd().length) };
}

/** "2::red" and "2$$red|blue" mean something else to other tools. */
const WEIGHTED = /^\s*[\d.]+(::|(-\d+)?\$\$)/;
/** Weights, labels, words to swap on the way, JSON: whoever writes these does not mean a list of alternatives. */
const NO_ENTRY = /[:："]/;
const NUMBERS = /^[\d\s.,%+\-x×°#()[\]]*$/;

function isChoice({ text, marks, data }: Source, open: number, end: number, pieces: readonly Piece[]): boolean {
  const words = pieces.map(({ from, to }) => text.slice(from, to));
  if (words.length < 2) return false;
  if (marks[open] === "{") {
    if (looksLikeData(text.slice(open + 1, end)) || words.some((word) => WEIGHTED.test(word))) return false;
    return words.some((word) => word.trim() !== "");
  }
  const linked = marks[end + 1] === "(";
  return !(data || linked || words.some((word) => NO_ENTRY.test(word)) || words.every((word) => NUMBERS.test(word)));
}

function looksLikeData(inner: string): boolean {
  return /^\s*["'][^"']*["']\s*:/.test(inner);
}

/** The backslashes at the end may belong to the mark that comes next. */
function unescaped(text: string, from: number, to: number): string {
  const next = text.slice(to, to + 1);
  const halved = text.slice(from, to + 1).replace(ESCAPES, (run) => "\\".repeat(Math.floor(run.length / 2)));
  return halved.slice(0, halved.length - next.length);
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((product, part) => {
    if (typeof part === "string") return product;
    return product * part.options.reduce((sum, option) => sum + countOf(option), 0);
  }, 1);
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.reduce<string[]>(
    (beginnings, part) => {
      const next = typeof part === "string" ? [part] : part.options.flatMap(textsOf);
      return beginnings.flatMap((beginning) => next.map((end) => beginning + end));
    },
    [""],
  );
}

/** Where an alternative is empty, the blanks around it meet, or stand before a comma. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, " ")
    .replace(/[ \t]+(?=[,.](\s|$))/g, "")
    .trim();
}
