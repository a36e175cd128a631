import {
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Asker, Command, CommandUse } from "../../../interaction.ts";
import type { CommandWords } from "../../../texts/command-words.ts";
import { say } from "../../../texts/say.ts";
import { type Subcommand, worded } from "./subcommand.ts";

// Discord's numbers: installed to guilds, used there.
const GUILD_INSTALL = 0;
const GUILD = 0;

/** Who may go on, or what everyone else reads. */
export type Gate<Who> = (
  asker: Asker,
) => Promise<{ readonly ok: true; readonly who: Who } | { readonly ok: false; readonly refusal: string }>;

export interface GatedCommand<Who, Name extends string> {
  readonly words: CommandWords;
  readonly groupWords: Readonly<Record<string, CommandWords>>;
  readonly subcommandWords: Readonly<Record<Name, CommandWords>>;
  /** Whom Discord shows the command to before anybody changes that: permission bits, or "0" for administrators alone. */
  readonly permissions: string;
  /** The one guild that has the command; left out: every guild. */
  readonly guildId?: string;
  readonly gate: Gate<Who>;
  readonly subcommands: readonly Subcommand<Who, Name>[];
}

/** A command of many subcommands behind one gate. Whoever it is shown to, only those it lets in get further than a refusal. */
export function gatedCommand<Who, Name extends string>(options: GatedCommand<Who, Name>): Command {
  const { gate, subcommands, guildId } = options;
  const find = ({ path }: CommandUse) => subcommands.find(({ name }) => name === path.join(" "));
  return {
    ...(guildId === undefined ? {} : { guildId }),
    data: commandData(options),
    mayUse: async (asker) => (await gate(asker)).ok,
    async execute(asker, given, use) {
      const checked = await gate(asker);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const subcommand = find(use);
      if (subcommand === undefined) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      return subcommand.execute(checked.who, given, use);
    },
    async autocomplete(asker, given, focused, use) {
      const checked = await gate(asker);
      const typed = String(given[focused]?.value ?? "");
      const choices = checked.ok ? ((await find(use)?.complete?.(typed, checked.who, focused)) ?? []) : [];
      return { kind: "choices", choices };
    },
  };
}

function commandData<Who, Name extends string>({
  words,
  groupWords,
  subcommandWords,
  permissions,
  guildId,
  subcommands,
}: GatedCommand<Who, Name>): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const data = ({ name, options }: Subcommand<Who, Name>): APIApplicationCommandSubcommandOption => ({
    ...worded(subcommandWords[name]),
    type: ApplicationCommandOptionType.Subcommand,
    options: [...options],
  });
  const alone = subcommands.filter(({ name }) => !name.includes(" ")).map(data);
  const groups = Object.entries(groupWords).map(
    ([group, groupWord]): APIApplicationCommandSubcommandGroupOption => ({
      ...worded(groupWord),
      type: ApplicationCommandOptionType.SubcommandGroup,
      options: subcommands.filter(({ name }) => name.startsWith(`${group} `)).map(data),
    }),
  );
  return {
    ...worded(words),
    default_member_permissions: permissions,
    // A guild's own command is used there anyway.
    ...(guildId === undefined ? { contexts: [GUILD], integration_types: [GUILD_INSTALL] } : {}),
    options: [...alone, ...groups],
  };
}
