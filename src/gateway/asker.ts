import { type BaseInteraction, InteractionContextType, PermissionFlagsBits } from "discord.js";
import type { Asker, SeenPlace } from "../interaction.ts";
import type { Member } from "../policy/request.ts";
import { localeFor } from "../texts/localized.ts";
import { membershipOf } from "./named-people.ts";

/** Discord's default per file, for interactions that do not tell. */
const DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/** The one place where discord.js' interaction becomes ours. */
export function askerOf(interaction: BaseInteraction): Asker {
  const inGuild = interaction.guildId !== null;
  const byTokenOnly = !areThere(interaction);
  const external = interaction.memberPermissions?.has(PermissionFlagsBits.UseExternalApps) ?? true;
  const locale = localeFor(interaction.locale);
  return {
    interactionId: interaction.id,
    interactionToken: interaction.token,
    applicationId: interaction.applicationId,
    createdAt: interaction.createdTimestamp,
    userId: interaction.user.id,
    // A guild that did not take us in has no say, and no budget, here: what happens is its person's own use.
    guildId: byTokenOnly ? null : interaction.guildId,
    channelId: interaction.channelId ?? "",
    locale,
    attachmentSizeLimit: interaction.attachmentSizeLimit || DEFAULT_ATTACHMENT_LIMIT,
    byTokenOnly,
    privately: false,
    hidden: inGuild && byTokenOnly && !external,
    moderates: interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false,
    mayAttach: !inGuild || interaction.appPermissions.has(PermissionFlagsBits.AttachFiles),
    member: memberOf(interaction),
    place: byTokenOnly ? { ...placeOf(interaction), byTokenOnly, complete: true } : placeOf(interaction),
    managesGuild: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    guildLocale: interaction.guildLocale === null ? locale : localeFor(interaction.guildLocale),
  };
}

/** In a guild that installed us, or in our own direct message: there we have a voice beside the interaction's token. */
function areThere({ guildId, context, authorizingIntegrationOwners }: BaseInteraction): boolean {
  if (guildId !== null) return authorizingIntegrationOwners.guildId !== null;
  return context === null || context === InteractionContextType.BotDM;
}

function memberOf({ user, guildId, member }: BaseInteraction): Member {
  const everyone = guildId === null ? [] : [guildId];
  const base = { userId: user.id, accountCreatedAt: user.createdTimestamp };
  const { roleIds, joinedAt } = membershipOf(member);
  return { ...base, roles: [...(roleIds ?? []), ...everyone], joinedAt };
}

function placeOf({ channel, channelId }: BaseInteraction): SeenPlace {
  const unknown = { channelId: channelId ?? "", threadOf: null, categoryId: null, ageRestricted: false };
  if (channel === null) return { ...unknown, complete: false };
  if (channel.isThread()) return { ...unknown, threadOf: channel.parentId, complete: false };
  const categoryId = "parentId" in channel ? channel.parentId : null;
  return { ...unknown, categoryId, ageRestricted: "nsfw" in channel && channel.nsfw, complete: true };
}
