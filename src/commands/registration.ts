import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Field, ModelDefinition } from "../models/definition.ts";
import { isWithinBounds, type RegistrationSize, sizeOf, withinRoom } from "./command-size.ts";
import { modelCommand } from "./model-command.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { presetOption } from "./preset-option.ts";
import { privateOption } from "./private-option.ts";

/** How much of Discord's room a model's command takes. */
export function registrationSize(definition: ModelDefinition): RegistrationSize {
  return sizeOf(modelCommand(definition));
}

/** Beside a model's own. Room is made for the first alone: a style can be named in the prompt as well. */
const OWN_OPTIONS = [privateOption, presetOption];

/** What a model's command is registered as: with the bot's own options, where Discord has room for them. */
export function fullCommand(definition: ModelDefinition): RESTPostAPIChatInputApplicationCommandsJSONBody {
  let command = modelCommand(definition);
  for (const own of OWN_OPTIONS) {
    const { options = [] } = command;
    const full = withinRoom({ ...command, options: [...options, own] });
    if (!options.some(({ name }) => name === own.name) && isWithinBounds(sizeOf(full))) command = full;
  }
  return command;
}

/** What the mapping of imported models asks of commands. */
export const commandForm = {
  optionsOf: (field: Field): string[] => slotsOf(field).map(optionName),
  reserved: OWN_OPTIONS.map(({ name }) => name),
  fits: (definition: ModelDefinition): boolean => isWithinBounds(registrationSize(definition)),
  leavesRoom(definition: ModelDefinition): boolean {
    const { options = [] } = fullCommand(definition);
    return options.some(({ name }) => name === privateOption.name);
  },
};
