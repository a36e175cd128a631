import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";

export interface GivenLink {
  /** The option it was given in. */
  readonly option: string;
  readonly url: string;
}

/** The addresses a member gave for pictures, which nobody has checked yet. */
export function linksOf(definition: ModelDefinition, input: ModelInput): GivenLink[] {
  return definition.fields.flatMap((field) => {
    const slot = slotsOf(field).find(({ part }) => part === "link" || part === "links");
    const value = input[field.name];
    if (slot === undefined || typeof value !== "object" || "width" in value) return [];
    const images = "source" in value ? [value] : value;
    return images.flatMap((image) => (image.source === "link" ? [{ option: optionName(slot), url: image.url }] : []));
  });
}
