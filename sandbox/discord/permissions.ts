import type { ChannelRow, MemberRow } from "./rows.ts";
import type { State } from "./state.ts";

/** Permission bits the sandbox acts on. Values: Discord's documentation, topics/permissions. */
export const PERMISSION = {
  createInvite: 1n << 0n,
  kickMembers: 1n << 1n,
  banMembers: 1n << 2n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useExternalEmojis: 1n << 18n,
  manageRoles: 1n << 28n,
  useApplicationCommands: 1n << 31n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
  useExternalApps: 1n << 50n,
} as const;

export type PermissionName = keyof typeof PERMISSION;

export const ALL_PERMISSIONS = Object.values(PERMISSION).reduce((all, bit) => all | bit, 0n);
/** In a direct message everybody may do what the channel knows. */
const DIRECT_MESSAGE_PERMISSIONS =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.addReactions |
  PERMISSION.useExternalEmojis |
  PERMISSION.useApplicationCommands |
  PERMISSION.mentionEveryone;

export const bits = (...names: PermissionName[]): bigint => names.reduce((all, name) => all | PERMISSION[name], 0n);

/** What a member's roles allow anywhere in the guild. */
export function guildPermissions(state: State, member: MemberRow): bigint {
  const guild = state.guilds.get(member.guildId);
  if (guild?.ownerId === member.userId) return ALL_PERMISSIONS;
  const granted = [member.guildId, ...member.roles]
    .map((id) => state.roles.get(id))
    .reduce((all, role) => all | BigInt(role?.role.permissions ?? "0"), 0n);
  return granted & PERMISSION.administrator ? ALL_PERMISSIONS : granted;
}

/** Roles, then the channel's overwrites for everyone, the roles, the member; a thread asks its parent channel. */
export function channelPermissions(state: State, userId: string, channel: ChannelRow): bigint {
  if (channel.guildId === null) return takesPart(userId, channel) ? DIRECT_MESSAGE_PERMISSIONS : 0n;
  const member = state.members.get(`${channel.guildId}:${userId}`);
  if (member === undefined) return 0n;
  const base = guildPermissions(state, member);
  if (base & PERMISSION.administrator) return ALL_PERMISSIONS;
  const ruling =
    channel.kind === "thread" && channel.parentId !== null ? state.channels.get(channel.parentId) : channel;
  const overwrites = ruling?.overwrites ?? [];
  const pick = (ids: string[]) => overwrites.filter((overwrite) => ids.includes(overwrite.id));
  let permissions = base;
  for (const group of [pick([channel.guildId]), pick(member.roles), pick([userId])]) {
    const deny = group.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
    const allow = group.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
    permissions = (permissions & ~deny) | allow;
  }
  // Without sight of a channel nothing else holds there.
  return permissions & PERMISSION.viewChannel ? permissions : 0n;
}

/** A conversation between people is none of the bot's. */
function takesPart(userId: string, { kind, recipientIds = [] }: ChannelRow): boolean {
  return kind !== "private" || recipientIds.includes(userId);
}

/** What an interaction says of the application: where it is not itself, it may what the person who uses it may of this. */
export function appPermissions(state: State, application: string, personId: string, channel: ChannelRow): bigint {
  const own = channelPermissions(state, application, channel);
  if (own !== 0n) return own;
  return channelPermissions(state, personId, channel) & bits("attachFiles", "embedLinks", "mentionEveryone");
}

export const may = (permissions: bigint, name: PermissionName): boolean => (permissions & PERMISSION[name]) !== 0n;

/** Whether the person can look into the channel; a direct message has one person. */
export function sees(state: State, personId: string, channel: ChannelRow): boolean {
  if (channel.kind === "direct") return channel.recipientId === personId;
  if (channel.kind === "private") return takesPart(personId, channel);
  return may(channelPermissions(state, personId, channel), "viewChannel");
}
