import type { OperatorSubcommandName } from "../../../texts/operator-commands.ts";
import type { Subcommand } from "../../moderation/subcommands/subcommand.ts";
import type { Operator, OperatorOptions } from "../operator.ts";

/** A part of /operator. Nobody reaches it who does not run the bot. */
export type OperatorSubcommand = Subcommand<Operator, OperatorSubcommandName>;

const MOST_OFFERED = 25;
const NAME_SHOWN = 100;

/** The servers whose name or id holds what is typed. */
export async function offeredServers(typed: string, options: OperatorOptions) {
  const servers = (await options.servers()) ?? [];
  const choices = servers.map(({ id, name }) => ({ name: `${name} (${id})`, value: id }));
  return matching(choices, typed);
}

/** The models whose title or command holds what is typed, also those that are not offered. */
export function offeredModels(typed: string, { models }: OperatorOptions) {
  const choices = models.every.map(({ title, command }) => ({ name: `${title} (${command})`, value: command }));
  return matching(choices, typed);
}

export function matching(choices: readonly { name: string; value: string }[], typed: string) {
  const sought = typed.toLowerCase();
  return choices
    .filter(({ name }) => name.toLowerCase().includes(sought))
    .slice(0, MOST_OFFERED)
    .map(({ name, value }) => ({ name: name.slice(0, NAME_SHOWN), value }));
}
