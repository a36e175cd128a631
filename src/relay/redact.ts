/** Longest text of an answer that is kept for the log. */
export const LOGGED_CHARACTERS = 2_000;

/** Takes the key out of what a relay answered (some repeat it in their refusals), also where JSON has escaped it. */
export function redact(text: string, key: string): string {
  if (key === "") return text;
  const inJson = JSON.stringify(key).slice(1, -1);
  return [key, inJson, inJson.replaceAll("/", "\\/"), encodeURIComponent(key)].reduce(
    (clean, form) => clean.replaceAll(form, "[key]"),
    text,
  );
}
