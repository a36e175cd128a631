import type { Field } from "../models/definition.ts";
import { describeField } from "../models/describe-field.ts";
import { factWords } from "../texts/field-facts.ts";
import { type Locale, localize } from "../texts/localized.ts";
import type { OptionSlot } from "./model-option-slots.ts";

/** Discord refuses a command with a longer one. */
const DESCRIPTION_MAX_LENGTH = 100;

/** What an option does, with its range and default, in one of Discord's descriptions. */
export function describeSlot(field: Field, slot: OptionSlot, locale: Locale): string {
  return fitDescription(describe(field, slot, locale));
}

function describe(field: Field, slot: OptionSlot, locale: Locale): string {
  const words = factWords[locale];
  switch (slot.part) {
    case "value":
      return describeField(field, locale);
    case "file":
      return describeField(field, locale) + fileFacts(field, slot, locale);
    case "link":
      return words.linkInstead(localize(field.displayName, locale));
    case "links":
      return words.linksInstead(field.kind === "images" ? field.maximum : 1);
    case "width":
    case "height": {
      const bounds = field.kind === "size" ? field.custom : undefined;
      return words.customSide[slot.part] + (bounds ? words.range(bounds.minimum, bounds.maximum) : "");
    }
  }
}

function fileFacts(field: Field, slot: OptionSlot, locale: Locale): string {
  const words = factWords[locale];
  if (field.kind !== "images" || slot.position === undefined) return words.imageOrLink;
  return words.oneOf(slot.position, field.maximum);
}

/** Cuts what is too long after a word; where there are no spaces, after a character. */
export function fitDescription(text: string): string {
  if (text.length <= DESCRIPTION_MAX_LENGTH) return text;
  const start = text.slice(0, DESCRIPTION_MAX_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, "");
  const words = start.replace(/[\s,.;:]+\S*$/, "");
  return `${words.length > DESCRIPTION_MAX_LENGTH / 2 ? words : start}…`;
}
