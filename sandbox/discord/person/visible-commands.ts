import type { APIApplicationCommand } from "discord-api-types/v10";
import { CONTEXT, contextOf, type Installs, isInGuild } from "../installs.ts";
import { channelPermissions, may, PERMISSION } from "../permissions.ts";
import type { ChannelRow } from "../rows.ts";
import type { State } from "../state.ts";
import { COMMAND } from "../wire.ts";

const BY_GUILD = 0;

/** The commands this person may use here: scope, context, age restriction and the permissions a command asks for. */
export function visibleCommands(
  { state, installs }: { state: State; installs: Installs },
  personId: string,
  channel: ChannelRow,
): APIApplicationCommand[] {
  const permissions = channelPermissions(state, personId, channel);
  if (!may(permissions, "useApplicationCommands") || channel.kind === "category") return [];
  return state.commands
    .values()
    .filter((row) => row.guildId === null || (row.guildId === channel.guildId && isInGuild(state, channel)))
    .map((row) => row.command)
    .filter((command) => command.type !== COMMAND.entryPoint)
    .filter((command) => fitsContext(command, channel))
    .filter((command) => Object.keys(installs.ownersOf(personId, channel, typesOf(command))).length > 0)
    .filter((command) => command.nsfw !== true || isAdultPlace(state, channel))
    .filter((command) => channel.guildId === null || mayUse(command, permissions));
}

function typesOf(command: APIApplicationCommand): number[] {
  return command.integration_types?.map(Number) ?? [BY_GUILD];
}

/** A command that names no contexts is offered in guilds and, unless it says otherwise, in direct messages with the bot. */
function fitsContext(command: APIApplicationCommand, channel: ChannelRow): boolean {
  const context = contextOf(channel);
  const named = command.contexts?.map(Number);
  if (named !== undefined) return named.includes(context);
  const inDirectMessages = command.guild_id === undefined && command.dm_permission !== false;
  return context === CONTEXT.guild || (context === CONTEXT.botDirectMessage && inDirectMessages);
}

/** A thread is as its parent; a direct message counts as a place whose person has opted in. */
function isAdultPlace(state: State, channel: ChannelRow): boolean {
  const place = channel.kind === "thread" ? state.channels.get(channel.parentId ?? "") : channel;
  return channel.guildId === null || place?.ageRestricted === true;
}

/** "0" leaves a command to administrators; otherwise every permission named is needed. */
function mayUse(command: APIApplicationCommand, permissions: bigint): boolean {
  if ((permissions & PERMISSION.administrator) !== 0n) return true;
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return true;
  return needed !== "0" && (permissions & BigInt(needed)) === BigInt(needed);
}
