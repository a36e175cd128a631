import type { Command } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { ModelDefinition } from "../models/definition.ts";
import type { PictureOptions } from "./ask-for-pictures.ts";
import { generateCommand } from "./generate.ts";

/** Discord's bound for slash commands in one place. */
const MOST_COMMANDS = 100;

/** The bot's own commands and one for each model that has one; made anew when the catalogue changed. */
export function allCommands(
  own: readonly Command[],
  models: ModelCatalog,
  options: PictureOptions,
): () => readonly Command[] {
  const slashCommands = own.filter(({ data, guildId }) => (data.type ?? 1) === 1 && guildId === undefined).length;
  let madeOf: readonly ModelDefinition[] | null = null;
  let made: readonly Command[] = [];
  return () => {
    if (madeOf !== models.all) {
      madeOf = models.all;
      made = [
        ...own,
        ...withCommands(models)
          .slice(0, MOST_COMMANDS - slashCommands)
          .map((model) => generateCommand(model, options)),
      ];
    }
    return made;
  };
}

/** Models with a command of their own, as far as Discord has room for them; /generate reaches all. */
function withCommands(models: ModelCatalog): ModelDefinition[] {
  return models.all.filter(({ offer }) => (offer ?? "command") === "command");
}
