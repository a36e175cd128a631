import {
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, CommandUse } from "../../interaction.ts";
import { easelWords, groupWords, subcommandWords } from "../../texts/moderation-commands.ts";
import { say } from "../../texts/say.ts";
import { type ModerationOptions, moderatorOf } from "./moderator.ts";
import { amountSubcommands } from "./subcommands/amounts.ts";
import { contentSubcommands } from "./subcommands/content.ts";
import { memberSubcommands } from "./subcommands/members.ts";
import { modelSubcommands } from "./subcommands/models.ts";
import { oversightSubcommands } from "./subcommands/oversight.ts";
import { pictureSubcommands } from "./subcommands/pictures.ts";
import { placeSubcommands } from "./subcommands/places.ts";
import { type Subcommand, worded } from "./subcommands/subcommand.ts";
import { whySubcommand } from "./subcommands/why.ts";

// Discord's numbers: installed to guilds, used there.
const GUILD_INSTALL = 0;
const GUILD = 0;

/** /easel: everything moderators decide. Whoever it is shown to, only moderators get further than a refusal. `more` are subcommands of other rooms. */
export function easelCommand(options: ModerationOptions, more: readonly Subcommand[] = []): Command {
  const subcommands = [...moderationSubcommands(options), ...more];
  const find = ({ path }: CommandUse) => subcommands.find(({ name }) => name === path.join(" "));
  return {
    data: commandData(subcommands),
    async execute(asker, given, use) {
      const checked = await moderatorOf(asker, options);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const subcommand = find(use);
      if (subcommand === undefined) return { kind: "notice", text: say(asker.locale, "refused_gone") };
      return subcommand.execute(checked.moderator, given, use);
    },
    async autocomplete(asker, given, focused, use) {
      const checked = await moderatorOf(asker, options);
      const typed = String(given[focused]?.value ?? "");
      const choices = checked.ok ? (find(use)?.complete?.(typed, checked.moderator) ?? []) : [];
      return { kind: "choices", choices };
    },
  };
}

function moderationSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    ...oversightSubcommands(options),
    whySubcommand(options),
    ...placeSubcommands(options),
    ...memberSubcommands(options),
    ...modelSubcommands(options),
    ...amountSubcommands(options),
    ...contentSubcommands(options),
    ...pictureSubcommands(options),
  ];
}

function commandData(subcommands: readonly Subcommand[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const alone = subcommands.filter(({ name }) => !name.includes(" ")).map(subcommandData);
  const groups = Object.entries(groupWords).map(
    ([group, words]): APIApplicationCommandSubcommandGroupOption => ({
      ...worded(words),
      type: ApplicationCommandOptionType.SubcommandGroup,
      options: subcommands.filter(({ name }) => name.startsWith(`${group} `)).map(subcommandData),
    }),
  );
  return {
    ...worded(easelWords),
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    contexts: [GUILD],
    integration_types: [GUILD_INSTALL],
    options: [...alone, ...groups],
  };
}

function subcommandData({ name, options }: Subcommand): APIApplicationCommandSubcommandOption {
  return { ...worded(subcommandWords[name]), type: ApplicationCommandOptionType.Subcommand, options: [...options] };
}
