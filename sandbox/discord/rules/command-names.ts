import { isJson } from "../json.ts";
import { characters, type Form } from "./form.ts";

/** Naming rule of chat input commands and of options (Discord's application commands page). */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
export const LOCALES =
  "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW".split(
    " ",
  );

interface Words {
  max: number;
  /** Names of chat input commands and options; context menu names and choices are free text. */
  named?: boolean;
  required: boolean;
}

/** Reads a text and its localizations, which follow the same rule; returns the characters that count: the longest. */
export function readWords(form: Form, key: "name" | "description", { max, named = false, required }: Words): number {
  const text = form.text(key, { min: 1, max, required });
  if (named && text !== undefined) checkName(form, [key], text);
  let longest = characters(text ?? "");
  const field = `${key}_localizations`;
  if (!form.has(field)) return longest;
  const localizations = form.raw(field);
  if (!isJson(localizations)) {
    form.at(field).refuse("wrong-type", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    return longest;
  }
  const words = form.form(field);
  for (const locale of Object.keys(localizations)) {
    if (!LOCALES.includes(locale)) {
      form.at(field).refuse("locale-unknown", "BASE_TYPE_CHOICES", `Value must be one of {${LOCALES.join(", ")}}.`);
      continue;
    }
    const localized = words?.text(locale, { min: 1, max });
    if (localized === undefined) continue;
    if (named) checkName(form, [field, locale], localized);
    longest = Math.max(longest, characters(localized));
  }
  return longest;
}

function checkName(form: Form, path: string[], name: string): void {
  // Letters that have no lower case stay as they are; a name of wrong length is refused for its length.
  if (name === "" || characters(name) > 32 || (NAME.test(name) && name === name.toLowerCase())) return;
  form.at(...path).refuse("command-name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}
