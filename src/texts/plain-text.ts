/** Characters that Discord's markdown or mention syntax gives a meaning; a backslash takes it from them. */
const MEANINGFUL = /[\\*_~`|<>[\]@#:]/g;

/**
 * A member's or relay's text as it may stand in a message: one line, nothing formatted, no mention or link resolved.
 * Cut to `maxLength` characters of the given text before escaping (which at most doubles it).
 */
export function plainText(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return cut(line, maxLength).replace(MEANINGFUL, "\\$&");
}

/** Cuts between code points, so that no half of a surrogate pair is left. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
