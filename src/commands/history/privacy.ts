import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Asker, Command } from "../../interaction.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import { historyWords } from "../../texts/history-commands.ts";
import { say } from "../../texts/say.ts";
import { fileSize } from "../../texts/units.ts";
import { container, messageOf, text } from "../moderation/parts.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";

// Discord's numbers: installed to guilds; used in a guild, or in the direct message with the bot.
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;
const BYTES_PER_MEGABYTE = 1_000_000;

export interface PrivacyOptions {
  readonly policies: Pick<PolicyStore, "settings">;
  /** How long lists that were looked at are kept, in days. */
  readonly viewDays: number;
}

/** /privacy: what is kept, where, and for how long here. */
export function privacyCommand({ policies, viewDays }: PrivacyOptions): Command {
  const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    ...worded(historyWords.privacy),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
  };
  return {
    data,
    async execute(asker) {
      const { guildId, locale } = asker;
      const retention = guildId === null ? null : (await policies.settings(guildId)).retention;
      const paragraphs = [
        `## ${say(locale, "privacy_title")}`,
        say(locale, "privacy_kept", { days: viewDays }),
        say(locale, "privacy_where"),
        say(locale, "info_privacy"),
        howLong(asker, retention),
        say(locale, "privacy_yours"),
      ];
      return { kind: "message", body: messageOf(container("panel", [text(paragraphs.join("\n"))])), ephemeral: true };
    },
  };
}

function howLong({ locale }: Asker, retention: GuildSettings["retention"] | null): string {
  if (retention === null) return say(locale, "privacy_retention_dm");
  const { days, megabytes } = retention;
  const size = fileSize(locale, (megabytes ?? 0) * BYTES_PER_MEGABYTE);
  if (days !== null && megabytes !== null) return say(locale, "privacy_retention_both", { days, size });
  if (days !== null) return say(locale, "privacy_retention_days", { days });
  return megabytes === null ? say(locale, "privacy_retention_open") : say(locale, "privacy_retention_size", { size });
}
