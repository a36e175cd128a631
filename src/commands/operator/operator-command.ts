import type { Command } from "../../interaction.ts";
import { operatorGroupWords, operatorSubcommandWords, operatorWords } from "../../texts/operator-commands.ts";
import { gatedCommand } from "../moderation/subcommands/gated-command.ts";
import { type OperatorOptions, operatorOf } from "./operator.ts";
import { limitSubcommands } from "./subcommands/limits.ts";
import { modelSubcommands } from "./subcommands/models.ts";
import { overallSubcommands } from "./subcommands/overall.ts";
import { serverSubcommands } from "./subcommands/servers.ts";

/** Shown to administrators alone, whom the gate asks for more. */
const NOBODY = "0";

/** /operator, in its home guild: what whoever runs the bot decides over all of them. */
export function operatorCommand(options: OperatorOptions): Command {
  return gatedCommand({
    words: operatorWords,
    groupWords: operatorGroupWords,
    subcommandWords: operatorSubcommandWords,
    permissions: NOBODY,
    guildId: options.homeGuildId,
    gate: (asker) => operatorOf(asker, options),
    subcommands: [
      ...overallSubcommands(options),
      ...limitSubcommands(options),
      ...serverSubcommands(options),
      ...modelSubcommands(options),
    ],
  });
}
