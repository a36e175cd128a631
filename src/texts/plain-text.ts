/** Characters that Discord's markdown or mention syntax gives a meaning; a backslash takes it from them. */
const MEANINGFUL = /[\\*_~`|<>[\]@#:]/g;
/** Control codes, and marks that turn the direction of all that follows them: our own words may follow. */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A member's or relay's text as it may stand in a message: one line, nothing formatted, no mention or link resolved.
 * Cut to `maxLength` characters of the given text before escaping (which at most doubles it).
 */
export function plainText(text: string, maxLength: number): string {
  return oneLine(text, maxLength).replace(MEANINGFUL, "\\$&");
}

/** The same with its lines and paragraphs, of at most `maxLength` characters before escaping. */
export function plainLines(text: string, maxLength: number): string {
  const lines = cut(text.toWellFormed().trim(), maxLength)
    .split(/\r\n?|\n/)
    .map((line) => plainText(line, maxLength));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}

/** The same where nothing is formatted anyway: alt texts, labels. */
export function oneLine(text: string, maxLength: number): string {
  const line = text.toWellFormed().replace(/\s+/g, " ").replace(UNSEEN, "").trim();
  return cut(line, maxLength);
}

/** Cuts between code points, so that no half of a surrogate pair is left. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
