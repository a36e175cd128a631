import { ADMINISTRATOR, NEEDED_PERMISSIONS, USE_COMMANDS, VIEW_CHANNEL } from "../../delivery/needed-permissions.ts";

export interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface GuildChannel {
  readonly name: string;
  readonly overwrites: readonly Overwrite[];
}

export interface GuildView {
  readonly id: string;
  readonly ownerId: string;
  /** Permissions by role id; that of everyone has the guild's own id. */
  readonly roles: ReadonlyMap<string, bigint>;
  readonly botId: string;
  readonly botRoles: readonly string[];
  /** Those in which people write. */
  readonly channels: readonly GuildChannel[];
}

export interface MissingPermissions {
  /** Permissions that none of the bot's roles gives. */
  readonly everywhere: readonly string[];
  /** What single channels take away besides. */
  readonly channels: readonly { readonly name: string; readonly permissions: readonly string[] }[];
  /** How many channels the bot cannot see. */
  readonly unseen: number;
}

const EVERYTHING = ~0n;

/** What the bot lacks of the permissions it needs, in channels where people can use commands at all. */
export function missingPermissions(guild: GuildView): MissingPermissions {
  const base = basePermissions(guild, guild.botRoles);
  const inChannel = guild.channels
    .filter((channel) => takesCommands(guild, channel))
    .map((channel) => ({ name: channel.name, permissions: channelPermissions(guild, channel, base) }));
  const seen = inChannel.filter(({ permissions }) => (permissions & VIEW_CHANNEL) !== 0n);
  return {
    everywhere: lacking(base),
    channels: seen
      .map(({ name, permissions }) => ({ name, permissions: lacking(permissions | ~base) }))
      .filter(({ permissions }) => permissions.length > 0),
    unseen: (base & VIEW_CHANNEL) === 0n ? 0 : inChannel.length - seen.length,
  };
}

function lacking(permissions: bigint): string[] {
  return NEEDED_PERMISSIONS.filter(({ bit }) => (permissions & bit) === 0n).map(({ name }) => name);
}

function basePermissions(guild: GuildView, roles: readonly string[]): bigint {
  if (guild.ownerId === guild.botId) return EVERYTHING;
  const granted = [guild.id, ...roles].reduce((all, role) => all | (guild.roles.get(role) ?? 0n), 0n);
  return (granted & ADMINISTRATOR) === 0n ? granted : EVERYTHING;
}

/** Discord's order: what is said of everyone, of the roles together, of the member. */
function channelPermissions(guild: GuildView, { overwrites }: GuildChannel, base: bigint): bigint {
  if (base === EVERYTHING) return base;
  const groups = [[guild.id], guild.botRoles, [guild.botId]];
  return groups.reduce((permissions, ids) => {
    const said = overwrites.filter(({ id }) => ids.includes(id));
    const deny = said.reduce((all, overwrite) => all | overwrite.deny, 0n);
    const allow = said.reduce((all, overwrite) => all | overwrite.allow, 0n);
    return (permissions & ~deny) | allow;
  }, base);
}

/** A channel where nobody may use commands, like one for announcements, needs nothing of the bot. */
function takesCommands(guild: GuildView, { overwrites }: GuildChannel): boolean {
  const allowed = overwrites.some(({ allow }) => (allow & USE_COMMANDS) !== 0n);
  const deniedToAll = overwrites.some(({ id, deny }) => id === guild.id && (deny & USE_COMMANDS) !== 0n);
  return allowed || !deniedToAll;
}
