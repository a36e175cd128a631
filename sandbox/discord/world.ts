import type { APIRole, APIUser, RoleFlags, UserFlags } from "discord-api-types/v10";
import { bits } from "./permissions.ts";
import type { ChannelRow, GuildRow, PersonRow } from "./rows.ts";
import type { State } from "./state.ts";

/** Fixed ids: a restart, a test and a bookmark find the same world. */
export const ID = {
  application: "1290000000000000001",
  guild: "1290000000000000100",
  moderatorRole: "1290000000000000101",
  memberRole: "1290000000000000102",
  boosterRole: "1290000000000000103",
  newcomerRole: "1290000000000000104",
  botRole: "1290000000000000105",
  ada: "1290000000000000200",
  mira: "1290000000000000201",
  theo: "1290000000000000202",
  nils: "1290000000000000203",
  xiaoyu: "1290000000000000204",
  studio: "1290000000000000300",
  general: "1290000000000000301",
  art: "1290000000000000302",
  afterDark: "1290000000000000303",
  announcements: "1290000000000000304",
  thread: "1290000000000000305",
  riverside: "1290000000000000400",
  cafe: "1290000000000000401",
  conversation: "1290000000000000500",
} as const;

/** The types name the flags that exist and leave out having none. */
const NO_ROLE_FLAGS = 0 as RoleFlags;
const NO_USER_FLAGS = 0 as UserFlags;
const NEWCOMER_JOINED_MS = 7 * 60_000;
const LONG_AGO = "2024-10-01T10:00:00.000000+00:00";

const EVERYONE = bits(
  "viewChannel",
  "sendMessages",
  "readMessageHistory",
  "embedLinks",
  "attachFiles",
  "addReactions",
  "useExternalEmojis",
  "useApplicationCommands",
  "createPublicThreads",
  "sendMessagesInThreads",
  "useExternalApps",
  "createInvite",
);
const MODERATOR = EVERYONE | bits("manageGuild", "manageMessages", "moderateMembers", "kickMembers", "mentionEveryone");
const BOT = bits(
  "viewChannel",
  "sendMessages",
  "embedLinks",
  "attachFiles",
  "readMessageHistory",
  "sendMessagesInThreads",
  "useExternalEmojis",
);

/** Fills an empty memory with the studio and its people; only the newcomer's arrival moves with each start. */
export function seedWorld(state: State, now: number): void {
  if (state.guilds.get(ID.guild) === undefined) {
    const guild: GuildRow = { id: ID.guild, name: "Easel Studio", ownerId: ID.ada, boostTier: 0, locale: "en-US" };
    state.guilds.set(guild.id, guild);
    for (const role of roles()) state.roles.set(role.id, { guildId: ID.guild, role });
    for (const channel of channels()) state.channels.set(channel.id, channel);
    for (const person of people()) {
      state.people.set(person.row.user.id, person.row);
      join(state, person.row.user.id, person.roles, LONG_AGO);
    }
    join(state, ID.application, [ID.botRole], LONG_AGO);
  }
  if (state.guilds.get(ID.riverside) === undefined) seedElsewhere(state);
  join(state, ID.nils, [ID.newcomerRole], isoTime(now - NEWCOMER_JOINED_MS));
}

/** Where the bot is not: another guild, and a conversation between two people. */
function seedElsewhere(state: State): void {
  const guild: GuildRow = { id: ID.riverside, name: "Riverside", ownerId: ID.ada, boostTier: 0, locale: "en-US" };
  state.guilds.set(guild.id, guild);
  state.roles.set(guild.id, { guildId: guild.id, role: everyoneRole(guild.id) });
  const empty = { topic: null, ageRestricted: false, parentId: null, position: 0, overwrites: [], recipientId: null };
  state.channels.set(ID.cafe, { ...empty, id: ID.cafe, kind: "text", guildId: guild.id, name: "cafe" });
  const recipientIds = [ID.mira, ID.theo];
  const conversation = { ...empty, kind: "private", guildId: null, name: "", recipientIds } as const;
  state.channels.set(ID.conversation, { ...conversation, id: ID.conversation });
  for (const userId of [ID.mira, ID.theo, ID.nils]) {
    state.members.set(`${guild.id}:${userId}`, { guildId: guild.id, userId, roles: [], joinedAt: LONG_AGO });
  }
}

/** Discord writes times with microseconds and an offset, not with Z. */
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");

function join(state: State, userId: string, memberRoles: string[], joinedAt: string): void {
  const member = { guildId: ID.guild, userId, roles: memberRoles, joinedAt };
  state.members.set(`${ID.guild}:${userId}`, member);
}

export function makeUser(id: string, username: string, displayName: string, bot = false): APIUser {
  return {
    id,
    username,
    global_name: bot ? null : displayName,
    discriminator: bot ? "4071" : "0",
    // A name that is also a picture: /avatars/:user/:hash draws the person's initial.
    avatar: (BigInt(id) * 2654435761n).toString(16).padStart(32, "0").slice(-32),
    banner: null,
    accent_color: null,
    public_flags: bot ? 1 << 16 : 0,
    flags: NO_USER_FLAGS,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    ...(bot ? { bot: true } : {}),
  };
}

export const BOT_USER: APIUser = makeUser(ID.application, "Easel", "Easel", true);

function people(): { row: PersonRow; roles: string[] }[] {
  const person = (id: string, name: string, display: string, standing: string, locale: string, own: string[]) => ({
    row: { user: makeUser(id, name, display), standing, locale },
    roles: own,
  });
  return [
    person(ID.mira, "mira", "Mira", "member", "en-US", [ID.memberRole]),
    person(ID.theo, "theo", "Theo", "moderator", "en-GB", [ID.memberRole, ID.moderatorRole]),
    person(ID.nils, "nils", "Nils", "newcomer", "en-US", [ID.newcomerRole]),
    person(ID.xiaoyu, "xiaoyu", "小雨", "member, booster", "zh-CN", [ID.memberRole, ID.boosterRole]),
    person(ID.ada, "ada", "Ada", "owner", "en-US", [ID.memberRole]),
  ];
}

/** What everyone may in a guild that nothing was set up in. */
export function everyoneRole(guildId: string): APIRole {
  return makeRole(guildId, "@everyone", EVERYONE, 0, 0);
}

function makeRole(id: string, name: string, permissions: bigint, color: number, position: number): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: position > 1,
    icon: null,
    unicode_emoji: null,
    position,
    managed: id === ID.botRole,
    mentionable: false,
    flags: NO_ROLE_FLAGS,
    ...(id === ID.botRole ? { tags: { bot_id: ID.application } } : {}),
    ...(id === ID.boosterRole ? { tags: { premium_subscriber: null } } : {}),
  };
}

function roles(): APIRole[] {
  return [
    everyoneRole(ID.guild),
    makeRole(ID.newcomerRole, "Newcomer", 0n, 0x8a9199, 1),
    makeRole(ID.memberRole, "Member", EVERYONE, 0x4c8dd6, 2),
    makeRole(ID.boosterRole, "Booster", EVERYONE, 0xd670b5, 3),
    makeRole(ID.botRole, "Easel", BOT, 0x6f7d3c, 4),
    makeRole(ID.moderatorRole, "Moderator", MODERATOR, 0xc77f2e, 5),
  ];
}

function channels(): ChannelRow[] {
  const channel = (id: string, name: string, topic: string | null, more: Partial<ChannelRow>): ChannelRow => ({
    id,
    kind: "text",
    guildId: ID.guild,
    name,
    topic,
    ageRestricted: false,
    parentId: ID.studio,
    position: 0,
    overwrites: [],
    recipientId: null,
    ...more,
  });
  const readOnly = bits("sendMessages", "attachFiles", "useApplicationCommands", "sendMessagesInThreads");
  return [
    channel(ID.studio, "Studio", null, { kind: "category", parentId: null }),
    channel(ID.general, "general", "Say hello, ask, try things out", { position: 1 }),
    channel(ID.art, "art", "Pictures you made and like", { position: 2 }),
    channel(ID.afterDark, "after-dark", "For adults", { position: 3, ageRestricted: true }),
    channel(ID.announcements, "announcements", "News; nobody uses commands here", {
      position: 4,
      overwrites: [{ id: ID.guild, type: 0, allow: "0", deny: readOnly.toString() }],
    }),
    channel(ID.thread, "lighthouse studies", null, { kind: "thread", parentId: ID.art, position: 0 }),
  ];
}
