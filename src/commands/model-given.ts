import type { GivenAttachment, GivenOption, GivenOptions } from "../interaction.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { type OptionSlot, type OptionType, optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";

/** The same options sorted by type, each known to the model. */
export interface GivenValues {
  readonly strings: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly booleans: ReadonlyMap<string, boolean>;
  readonly attachments: ReadonlyMap<string, GivenAttachment>;
}

/**
 * Sorts what was given. `misfits` are options that the model does not have or has with another type:
 * Discord checks that, but a client may still show the command as it was before an update.
 */
export function sortGiven(
  definition: ModelDefinition,
  given: GivenOptions,
): { values: GivenValues; misfits: string[] } {
  const slots = new Map(definition.fields.flatMap(slotsOf).map((slot) => [optionName(slot), slot]));
  const strings = new Map<string, string>();
  const numbers = new Map<string, number>();
  const booleans = new Map<string, boolean>();
  const attachments = new Map<string, GivenAttachment>();
  const misfits: string[] = [];
  for (const [name, option] of Object.entries(given)) {
    const type = typeGiven(slots.get(name), option);
    if (type === "attachment" && option.attachment) attachments.set(name, option.attachment);
    else if (type === "string" && typeof option.value === "string") strings.set(name, option.value);
    else if (type === "boolean" && typeof option.value === "boolean") booleans.set(name, option.value);
    else if ((type === "integer" || type === "number") && isFiniteNumber(option.value)) numbers.set(name, option.value);
    else misfits.push(name);
  }
  return { values: { strings, numbers, booleans, attachments }, misfits };
}

function typeGiven(slot: OptionSlot | undefined, option: GivenOption): OptionType | undefined {
  return slot !== undefined && OPTION_TYPE_NUMBERS[slot.type] === option.type ? slot.type : undefined;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
