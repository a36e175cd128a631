import { type BaseInteraction, PermissionFlagsBits } from "discord.js";
import type { Asker } from "../interaction.ts";
import { localeFor } from "../texts/localized.ts";

/** Discord's default per file, for interactions that do not tell. */
const DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/** The one place where discord.js' interaction becomes ours. */
export function askerOf(interaction: BaseInteraction): Asker {
  const inGuild = interaction.guildId !== null;
  return {
    interactionId: interaction.id,
    interactionToken: interaction.token,
    applicationId: interaction.applicationId,
    createdAt: interaction.createdTimestamp,
    userId: interaction.user.id,
    guildId: interaction.guildId,
    channelId: interaction.channelId ?? "",
    locale: localeFor(interaction.locale),
    attachmentSizeLimit: interaction.attachmentSizeLimit || DEFAULT_ATTACHMENT_LIMIT,
    moderates: interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false,
    mayAttach: !inGuild || interaction.appPermissions.has(PermissionFlagsBits.AttachFiles),
  };
}
