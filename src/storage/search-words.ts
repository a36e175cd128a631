/** A character of a script written without spaces: each is a word of its own, and a run of them a phrase. */
export const UNSPACED_CHARACTER =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
export const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED = new RegExp(`(${UNSPACED_CHARACTER.source})`, "gu");
const WORD = new RegExp(`${WORD_CHARACTER.source}+`, "gu");

/** A text as its words, one space between two. */
export function spacedWords(text: string): string {
  return (text.normalize("NFKC").replace(UNSPACED, " $1 ").match(WORD) ?? []).join(" ");
}

/** What someone looks for: words that each must occur, and phrases of unspaced characters. */
export function wantedWords(text: string): string[] {
  const runs = text.normalize("NFKC").match(WORD) ?? [];
  return runs.map(spacedWords).filter((words) => words !== "");
}

/** The words of a job's input: every text in it that the member wrote or chose. Pictures and their addresses are objects. */
export function wordsOfInput(json: string): string {
  const input: unknown = JSON.parse(json);
  if (typeof input !== "object" || input === null) return "";
  return spacedWords(
    Object.values(input)
      .filter((value) => typeof value === "string")
      .join(" "),
  );
}
