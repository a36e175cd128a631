import type { ApplicationCommandOptionType } from "discord.js";
import type { OptionType } from "./model-option-slots.ts";

/** Discord's numbers for its option types; discord.js is not loaded for them. */
export const OPTION_TYPE_NUMBERS = {
  string: 3,
  integer: 4,
  boolean: 5,
  number: 10,
  attachment: 11,
} as const satisfies Record<OptionType, ApplicationCommandOptionType>;
