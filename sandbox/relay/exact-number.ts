declare global {
  interface JSON {
    /** In Node since 21, in TypeScript's own list not yet. */
    rawJSON(text: string): object;
  }
}

/** A number that keeps all its digits: seeds go up to 2^64, where a JavaScript number would lose some. */
export function exactNumber(digits: string): object {
  return JSON.rawJSON(digits);
}
