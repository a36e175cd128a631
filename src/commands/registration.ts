import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Field, ModelDefinition } from "../models/definition.ts";
import { isWithinBounds, type RegistrationSize, sizeOf, withinRoom } from "./command-size.ts";
import { modelCommand } from "./model-command.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { privateOption } from "./private-option.ts";

/** How much of Discord's room a model's command takes. */
export function registrationSize(definition: ModelDefinition): RegistrationSize {
  return sizeOf(modelCommand(definition));
}

/** What a model's command is registered as: with the bot's own option, where Discord has room for it. */
export function fullCommand(definition: ModelDefinition): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const command = modelCommand(definition);
  const { options = [] } = command;
  const full = withinRoom({ ...command, options: [...options, privateOption] });
  return options.some(({ name }) => name === privateOption.name) || !isWithinBounds(sizeOf(full)) ? command : full;
}

/** What the mapping of imported models asks of commands. */
export const commandForm = {
  optionsOf: (field: Field): string[] => slotsOf(field).map(optionName),
  reserved: [privateOption.name],
  fits: (definition: ModelDefinition): boolean => isWithinBounds(registrationSize(definition)),
  leavesRoom(definition: ModelDefinition): boolean {
    const { options = [] } = fullCommand(definition);
    return options.some(({ name }) => name === privateOption.name);
  },
};
