import { type Field, fileTypeOf } from "../models/definition.ts";
import { fieldFacts } from "../models/describe-field.ts";
import { type Locale, localize } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import type { OptionSlot } from "./model-option-slots.ts";

/** Discord refuses a command with a longer one. */
const DESCRIPTION_MAX_LENGTH = 100;

/** What an option does, with its range and default, in one of Discord's descriptions. A long phrase gives way to them. */
export function describeSlot(field: Field, slot: OptionSlot, locale: Locale): string {
  switch (slot.part) {
    case "value":
      return withFacts(localize(field.description, locale), fieldFacts(field, locale));
    case "file":
      return withFacts(localize(field.description, locale), fileFacts(field, slot, locale));
    case "link":
      return fitDescription(say(locale, "option_link", { name: localize(field.displayName, locale) }));
    case "links":
      return fitDescription(say(locale, `option_links_${fileTypeOf(field) ?? "file"}`, { count: maximumOf(field) }));
    case "width":
    case "height": {
      const bounds = field.kind === "size" ? field.custom : undefined;
      const range = bounds ? say(locale, "fact_range", { minimum: bounds.minimum, maximum: bounds.maximum }) : "";
      return fitDescription(say(locale, `option_${slot.part}`) + range);
    }
  }
}

/** Facts longer than this leave too little of the phrase: then the end is cut, wherever it falls. */
const MOST_FACTS = 70;

function withFacts(phrase: string, facts: string): string {
  if (facts.length > MOST_FACTS) return fitDescription(phrase + facts);
  return fitDescription(phrase, DESCRIPTION_MAX_LENGTH - facts.length) + facts;
}

function fileFacts(field: Field, slot: OptionSlot, locale: Locale): string {
  if (slot.position === undefined) return say(locale, "fact_image_or_link");
  return say(locale, "fact_one_of", { position: slot.position, count: maximumOf(field) });
}

function maximumOf(field: Field): number {
  return "maximum" in field ? field.maximum : 1;
}

/** Cuts what is too long after a word; where there are no spaces, after a character. */
export function fitDescription(text: string, maxLength = DESCRIPTION_MAX_LENGTH): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "");
  const words = start.replace(/[\s,.;:]+\S*$/, "");
  return `${words.length > maxLength / 2 ? words : start}…`;
}
