import { PermissionFlagsBits } from "discord.js";
import type { Command } from "../../interaction.ts";
import { easelWords, groupWords, subcommandWords } from "../../texts/moderation-commands.ts";
import { type ModerationOptions, moderatorOf } from "./moderator.ts";
import { amountSubcommands } from "./subcommands/amounts.ts";
import { contentSubcommands } from "./subcommands/content.ts";
import { gatedCommand } from "./subcommands/gated-command.ts";
import { memberSubcommands } from "./subcommands/members.ts";
import { modelSubcommands } from "./subcommands/models.ts";
import { oversightSubcommands } from "./subcommands/oversight.ts";
import { pictureSubcommands } from "./subcommands/pictures.ts";
import { placeSubcommands } from "./subcommands/places.ts";
import type { Subcommand } from "./subcommands/subcommand.ts";
import { whySubcommand } from "./subcommands/why.ts";

/** /easel: everything moderators decide. Whoever it is shown to, only moderators get further than a refusal. `more` are subcommands of other rooms. */
export function easelCommand(options: ModerationOptions, more: readonly Subcommand[] = []): Command {
  return gatedCommand({
    words: easelWords,
    groupWords,
    subcommandWords,
    permissions: String(PermissionFlagsBits.ManageGuild),
    async gate(asker) {
      const checked = await moderatorOf(asker, options);
      return checked.ok ? { ok: true, who: checked.moderator } : checked;
    },
    subcommands: [...moderationSubcommands(options), ...more],
  });
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
