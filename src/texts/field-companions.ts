/** Names of the options that stand beside a field's own one: a link instead of a file, a numbered file, a free size. */
import { type Locale, type Localized, localizations, translation } from "./localized.ts";
import { say } from "./say.ts";

export const widthName: Localized = { "en-US": "width" };
export const heightName: Localized = { "en-US": "height" };

/** `field` is the field's own name: image → image_link. */
export function linkName(field: Localized): Localized {
  return composed(field, (name, locale) => say(locale, "name_link", { field: name }));
}

/** image → image_links */
export function linksName(field: Localized): Localized {
  return composed(field, (name, locale) => say(locale, "name_links", { field: name }));
}

/** image → image_2 */
export function numberedName(field: Localized, position: number): Localized {
  return composed(field, (name, locale) => say(locale, "name_numbered", { field: name, position }));
}

/** In the languages that have the field's own name. */
function composed(field: Localized, compose: (name: string, locale: Locale) => string): Localized {
  const translated = localizations((locale) => {
    const name = translation(field, locale);
    return name === undefined ? undefined : compose(name, locale);
  });
  return { "en-US": compose(field["en-US"], "en-US"), ...translated };
}
