import type { Field, ModelDefinition, SizeField } from "../models/definition.ts";
import { heightName, linkName, linksName, numberedName, widthName } from "../texts/field-companions.ts";
import { type Locale, type Localized, localize } from "../texts/localized.ts";

/** One option of a command and the part of its field's value it gives. */
export interface OptionSlot {
  readonly name: Localized;
  readonly part: "value" | "width" | "height" | "file" | "link" | "links";
  readonly type: OptionType;
  /** From 1, where several of the kind stand side by side. */
  readonly position?: number;
}
/** Discord's types of options, as far as models need them. */
export type OptionType = "string" | "integer" | "boolean" | "number" | "attachment";

/** The options that stand for a field: one for most, more where it can be given in several ways. */
export function slotsOf(field: Field): readonly OptionSlot[] {
  const name = field.displayName;
  switch (field.kind) {
    case "image":
    case "video":
    case "audio":
    case "file":
      return [
        { name, part: "file", type: "attachment" },
        { name: linkName(name), part: "link", type: "string" },
      ];
    case "images":
    case "videos":
    case "audios":
    case "files":
      return [
        ...numberedFiles(name, field.attachments ?? field.maximum),
        { name: linksName(name), part: "links", type: "string" },
      ];
    case "size":
      return [...(field.presets.length > 0 ? [whole(name)] : []), ...sideSlots(field)];
    case "text":
    case "choice":
    case "list":
    case "json":
      return [whole(name)];
    case "integer":
    case "number":
    case "boolean":
      return [{ name, part: "value", type: field.kind }];
  }
}

function sideSlots({ custom, sides }: SizeField): OptionSlot[] {
  if (custom === undefined) return [];
  const named = (own: string | undefined, usual: Localized) => (own === undefined ? usual : { "en-US": own });
  return [
    { name: named(sides?.width, widthName), part: "width", type: "integer" },
    { name: named(sides?.height, heightName), part: "height", type: "integer" },
  ];
}

function whole(name: Localized): OptionSlot {
  return { name, part: "value", type: "string" };
}

function numberedFiles(name: Localized, count: number): OptionSlot[] {
  return Array.from({ length: count }, (_, index) => ({
    name: numberedName(name, index + 1),
    part: "file",
    type: "attachment",
    position: index + 1,
  }));
}

/** The name by which Discord sends the option back, whatever the member's language. */
export function optionName(slot: OptionSlot): string {
  return slot.name["en-US"];
}

/** An option's name as the member sees it in their language; one the model does not have comes back as it is. */
export function shownName(definition: ModelDefinition, option: string, locale: Locale): string {
  const slot = definition.fields.flatMap(slotsOf).find((candidate) => optionName(candidate) === option);
  return slot === undefined ? option : localize(slot.name, locale);
}
