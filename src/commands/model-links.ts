import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import type { JsonValue } from "../models/json-value.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";

export interface GivenLink {
  /** The option it was given in. */
  readonly option: string;
  readonly url: string;
}

/** The addresses a member gave for files, also within JSON, which nobody has checked yet. */
export function linksOf(definition: ModelDefinition, input: ModelInput): GivenLink[] {
  return definition.fields.flatMap((field) => {
    const value = input[field.name];
    if (field.kind === "json" && typeof value === "string") {
      return addressesIn(JSON.parse(value)).map((url) => ({ option: field.name, url }));
    }
    const slot = slotsOf(field).find(({ part }) => part === "link" || part === "links");
    if (slot === undefined || typeof value !== "object" || "width" in value) return [];
    const images = "source" in value ? [value] : value;
    return images.flatMap((image) => (image.source === "link" ? [{ option: optionName(slot), url: image.url }] : []));
  });
}

/** Only what names a scheme: a path such as "owner/weights" is the relay's to understand. */
function addressesIn(value: JsonValue): string[] {
  if (typeof value === "string") return /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(addressesIn);
}
