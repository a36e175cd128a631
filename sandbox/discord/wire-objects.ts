import type { APIUser } from "discord-api-types/v10";
import type { Json } from "./json.ts";
import { channelPermissions } from "./permissions.ts";
import type { ChannelRow, GuildRow, MemberRow } from "./rows.ts";
import type { State } from "./state.ts";
import { CHANNEL } from "./wire.ts";
import { BOT_USER, ID } from "./world.ts";

const CHANNEL_TYPE = {
  text: CHANNEL.text,
  announcement: CHANNEL.announcement,
  category: CHANNEL.category,
  thread: CHANNEL.publicThread,
  direct: CHANNEL.directMessage,
  private: CHANNEL.directMessage,
} as const satisfies Record<ChannelRow["kind"], number>;

const HOUR_IN_MINUTES = 60;

export const userOf = (state: State, id: string): APIUser | undefined =>
  id === ID.application ? BOT_USER : state.people.get(id)?.user;

export function memberObject(state: State, member: MemberRow): Json {
  return {
    user: userOf(state, member.userId),
    roles: member.roles,
    joined_at: member.joinedAt,
    nick: null,
    avatar: null,
    banner: null,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

export function channelObject(state: State, channel: ChannelRow): Json {
  const type = CHANNEL_TYPE[channel.kind];
  const lastMessage = state.messages.values().findLast((row) => row.channelId === channel.id && row.onlyFor === null);
  const base = { id: channel.id, type, flags: 0, last_message_id: lastMessage?.id ?? null };
  if (channel.kind === "direct") {
    return { ...base, recipients: [channel.recipientId === null ? BOT_USER : userOf(state, channel.recipientId)] };
  }
  if (channel.kind === "private") {
    return { ...base, recipients: (channel.recipientIds ?? []).map((id) => userOf(state, id)) };
  }
  const placed = { ...base, guild_id: channel.guildId, name: channel.name, parent_id: channel.parentId };
  if (channel.kind === "thread") {
    const thread_metadata = {
      archived: false,
      auto_archive_duration: 24 * HOUR_IN_MINUTES,
      archive_timestamp: "2024-10-01T10:00:00.000000+00:00",
      locked: false,
    };
    const count = state.messages.values().filter((row) => row.channelId === channel.id && row.onlyFor === null).length;
    const counts = { message_count: count, total_message_sent: count, member_count: 2 };
    return { ...placed, ...counts, owner_id: ID.theo, rate_limit_per_user: 0, thread_metadata };
  }
  return {
    ...placed,
    topic: channel.topic,
    position: channel.position,
    nsfw: channel.ageRestricted,
    permission_overwrites: channel.overwrites,
    rate_limit_per_user: 0,
  };
}

export function guildObject(state: State, guild: GuildRow): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    vanity_url_code: null,
    home_header: null,
    owner_id: guild.ownerId,
    region: "deprecated",
    features: [],
    roles: rolesOf(state, guild.id),
    emojis: [],
    stickers: [],
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    preferred_locale: guild.locale,
    premium_tier: guild.boostTier,
    premium_subscription_count: guild.boostTier * 7,
    premium_progress_bar_enabled: false,
    max_presences: null,
    max_members: 500_000,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    widget_enabled: false,
    widget_channel_id: null,
    incidents_data: null,
  };
}

/** GUILD_CREATE after READY: the guild with everything in it. */
export function guildCreate(state: State, guild: GuildRow): Json {
  const channels = state.channels.values().filter((channel) => channel.guildId === guild.id);
  const members = state.members.values().filter((member) => member.guildId === guild.id);
  const self = members.find((member) => member.userId === ID.application);
  return {
    ...guildObject(state, guild),
    joined_at: self?.joinedAt,
    large: false,
    unavailable: false,
    member_count: members.length,
    members: members.map((member) => memberObject(state, member)),
    channels: channels.filter((channel) => channel.kind !== "thread").map((channel) => channelObject(state, channel)),
    threads: channels.filter((channel) => channel.kind === "thread").map((channel) => channelObject(state, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export const rolesOf = (state: State, guildId: string) =>
  state.roles
    .values()
    .filter((row) => row.guildId === guildId)
    .map((row) => row.role);

/** A member inside an interaction carries its permissions in that channel. */
export function interactionMember(state: State, member: MemberRow, channel: ChannelRow): Json {
  const permissions = channelPermissions(state, member.userId, channel);
  return { ...memberObject(state, member), permissions: permissions.toString() };
}
