import type * as Obscenity from "obscenity";
import { lazily } from "../lazily.ts";

const obscenity = lazily<typeof Obscenity>("obscenity");

/** Where a text holds a word of a list: `found` is how it was written. `end` is behind the last character. */
export interface WordMatch {
  readonly word: string;
  readonly found: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts written without spaces: a word has no edges there. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const LETTER = /[\p{L}\p{M}]/u;
const STRETCHED = /(\p{L})\1{2}/iu;
/** Between words of ordinary writing; other signs inside a word hide it. */
const BETWEEN_WORDS = /[\s'’]+/u;

const likeLatin = () => [
  obscenity().resolveConfusablesTransformer(),
  obscenity().resolveLeetSpeakTransformer(),
  obscenity().toAsciiLowerCaseTransformer(),
  obscenity().skipNonAlphabeticTransformer(),
];
/** For other scripts, which the library's own steps would skip. */
const likeItself = () => [
  obscenity().createSimpleTransformer((code) => folded(String.fromCodePoint(code)).codePointAt(0)),
];

interface Term {
  readonly word: string;
  readonly letters: string;
  /** How many words it has itself. */
  readonly words: number;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/**
 * Every place where a text holds a word of the list, also in disguise: other letters that look the same, digits for letters,
 * signs or spaces between the letters, letters drawn out. Only whole words count; "*" before or after lets it be a part.
 */
export function findWords(list: readonly string[], text: string): WordMatch[] {
  const terms = list.map(termOf).filter(({ letters }) => letters !== "");
  const latin = terms.filter(({ letters }) => /^[a-z]+$/.test(letters));
  const others = terms.filter((term) => !latin.includes(term));
  const found = [
    ...matchesOf(latin, text, likeLatin),
    ...drawnOutMatchesOf(latin, text),
    ...matchesOf(others, text, likeItself),
  ];
  const distinct = new Map(found.map((match) => [`${match.word} ${match.start}`, match]));
  return [...distinct.values()].sort((one, other) => one.start - other.start);
}

/** The text with each word found exchanged for its substitute; where two overlap the first one counts. */
export function replaceWords(replacements: readonly { word: string; by: string }[], text: string) {
  const matches = findWords(
    replacements.map(({ word }) => word),
    text,
  );
  let replaced = "";
  let position = 0;
  const words = new Set<string>();
  for (const { word, start, end } of matches) {
    if (start < position) continue;
    replaced += text.slice(position, start) + (replacements.find((each) => each.word === word)?.by ?? "");
    position = end;
    words.add(word);
  }
  return { text: replaced + text.slice(position), words: [...words] };
}

function termOf(word: string): Term {
  const inner = word.replace(/^\*|\*$/g, "");
  const unspaced = UNSPACED.test(inner);
  return {
    word,
    letters: [...inner].map(folded).join(""),
    words: inner.trim().split(BETWEEN_WORDS).length,
    openStart: unspaced || word.startsWith("*"),
    openEnd: unspaced || word.endsWith("*"),
  };
}

type Transformers = NonNullable<Obscenity.RegExpMatcherOptions["blacklistMatcherTransformers"]>;

function matchesOf(terms: readonly Term[], text: string, transformers: () => Transformers): WordMatch[] {
  if (terms.length === 0) return [];
  const { parseRawPattern, RegExpMatcher } = obscenity();
  const matcher = new RegExpMatcher({
    blacklistedTerms: terms.map(({ letters }, id) => ({ id, pattern: parseRawPattern(letters) })),
    blacklistMatcherTransformers: transformers(),
  });
  return matcher.getAllMatches(text).flatMap(({ termId, startIndex, endIndex }): WordMatch[] => {
    const term = terms[termId];
    const match = { start: startIndex, end: endIndex + 1, found: text.slice(startIndex, endIndex + 1) };
    return term !== undefined && isWord(term, text, match) ? [{ word: term.word, ...match }] : [];
  });
}

/** "nuuude": only where a letter stands three times, or "good" would be "god". */
function drawnOutMatchesOf(terms: readonly Term[], text: string): WordMatch[] {
  const single = terms.map((term) => ({ ...term, letters: term.letters.replace(/(.)\1+/g, "$1") }));
  const transformers = () => [...likeLatin(), obscenity().collapseDuplicatesTransformer({ defaultThreshold: 1 })];
  return matchesOf(single, text, transformers)
    .map((match) => ({ ...match, ...withWholeRun(text, match) }))
    .filter(({ found }) => STRETCHED.test(found));
}

function withWholeRun(text: string, { start, end }: WordMatch) {
  const last = text.slice(end - 1, end).toLowerCase();
  let wholeEnd = end;
  while (text.slice(wholeEnd, wholeEnd + 1).toLowerCase() === last) wholeEnd += 1;
  return { end: wholeEnd, found: text.slice(start, wholeEnd) };
}

function isWord(term: Term, text: string, { start, end, found }: Pick<WordMatch, "start" | "end" | "found">): boolean {
  const startsInside = !term.openStart && isWordLetter([...text.slice(0, start)].at(-1));
  const endsInside = !term.openEnd && isWordLetter([...text.slice(end)].at(0), found.at(-1));
  return !startsInside && !endsInside && isWrittenTogether(term, found);
}

/** A letter that would make the match a part of a longer word; one that only draws out the last letter would not. */
function isWordLetter(character: string | undefined, drawnOut?: string): boolean {
  if (character === undefined || !LETTER.test(character) || UNSPACED.test(character)) return false;
  return character.toLowerCase() !== drawnOut?.toLowerCase();
}

/** "he'll" is not "hell" and "nu de" not "nude", but "n u d e" is. */
function isWrittenTogether(term: Term, found: string): boolean {
  const pieces = found.split(BETWEEN_WORDS).map((piece) => [...piece].length);
  return pieces.length <= term.words || UNSPACED.test(found) || pieces.every((length) => length === 1);
}

/** A character as it is compared: without accents, width and case; empty for signs. */
function folded(character: string): string {
  const plain = character.normalize("NFKC").toLowerCase();
  const base = plain.normalize("NFKD").charAt(0);
  return /[a-z]/.test(base) ? base : (plain.match(/[\p{L}\p{N}]/u)?.[0] ?? "");
}
