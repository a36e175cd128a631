/** A colour as Discord writes it, 0xRRGGBB, as CSS does. */
export function hexColor(color: number): string {
  return `#${color.toString(16).padStart(6, "0").slice(-6)}`;
}

/** A role's colour for names; none for 0, which means "no colour". */
export function nameStyle(color: number): Record<string, string> {
  return color === 0 ? {} : { "--name": hexColor(color) };
}
