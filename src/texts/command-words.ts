import type { Localized } from "./localized.ts";

/** A name and a description, as Discord shows them; short, because a command's words share 8,000 characters. */
export interface CommandWords {
  readonly name: Localized;
  readonly description: Localized;
}

export function words(name: string, description: string): CommandWords {
  return { name: { "en-US": name }, description: { "en-US": description } };
}
