import type { Json } from "./json.ts";
import { channelPermissions } from "./permissions.ts";
import type { ChannelRow, InteractionRow, PersonRow } from "./rows.ts";
import type { State } from "./state.ts";
import { channelObject, interactionMember } from "./wire-objects.ts";
import { ID } from "./world.ts";

const CONTEXT = { guild: 0, botDirectMessage: 1 } as const;
const INSTALLED = { guild: "0", user: "1" } as const;

/** INTERACTION_CREATE as Discord sends it: the same frame around every kind of `data`. */
export function interactionPayload(
  state: State,
  row: InteractionRow,
  place: { person: PersonRow; channel: ChannelRow; attachmentSizeLimit: number },
  more: { data: Json; message?: unknown },
): Json {
  const { person, channel } = place;
  const guild = row.guildId === null ? undefined : state.guilds.get(row.guildId);
  const member = state.members.get(`${row.guildId}:${person.user.id}`);
  const appPermissions = channelPermissions(state, ID.application, channel).toString();
  return {
    id: row.id,
    application_id: ID.application,
    type: row.type,
    token: row.token,
    version: 1,
    channel_id: channel.id,
    channel: {
      ...channelObject(state, channel),
      permissions: channelPermissions(state, person.user.id, channel).toString(),
    },
    locale: person.locale,
    app_permissions: appPermissions,
    attachment_size_limit: place.attachmentSizeLimit,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners(row),
    context: guild === undefined ? CONTEXT.botDirectMessage : CONTEXT.guild,
    ...(guild === undefined || member === undefined
      ? { user: person.user }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: interactionMember(state, member, channel),
        }),
    data: more.data,
    ...(more.message === undefined ? {} : { message: more.message }),
  };
}

/** Who installed the application for this use: the guild, its person, or "0" for a direct message with the bot. */
export function owners(row: InteractionRow): Json {
  if (row.userInstalled) return { [INSTALLED.user]: row.userId };
  return { [INSTALLED.guild]: row.guildId ?? "0" };
}
