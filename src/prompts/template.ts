/** Where a preset's words take up what someone writes. */
export const PLACEHOLDER = "{prompt}";
const PLACEHOLDERS = /\{prompt\}/giu;

/** A preset's words around a prompt: at the placeholder, or behind it where there is none. */
export function applyTemplate(words: string, prompt: string): string {
  const own = words.trim();
  if (own === "") return prompt.trim();
  const whole = own.search(PLACEHOLDERS) === -1 ? `${PLACEHOLDER}, ${own}` : own;
  const filled = whole.replace(PLACEHOLDERS, () => prompt.trim());
  return prompt.trim() === "" ? withoutGaps(filled) : filled;
}

/** Without the comma and the space that a missing prompt leaves. */
function withoutGaps(text: string): string {
  return text
    .replace(/\s{2,}/gu, " ")
    .replace(/\s+([,.;])/gu, "$1")
    .replace(/([,;])(?:\s*[,;])+/gu, "$1")
    .replace(/^[\s,;]+/u, "")
    .trim();
}
