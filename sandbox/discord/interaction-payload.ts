import { contextOf } from "./installs.ts";
import type { Json } from "./json.ts";
import { appPermissions, channelPermissions } from "./permissions.ts";
import type { ChannelRow, InteractionRow, PersonRow } from "./rows.ts";
import type { State } from "./state.ts";
import { channelObject, interactionMember } from "./wire-objects.ts";
import { ID } from "./world.ts";

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
    app_permissions: appPermissions(state, ID.application, person.user.id, channel).toString(),
    attachment_size_limit: place.attachmentSizeLimit,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: row.owners,
    context: contextOf(channel),
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
