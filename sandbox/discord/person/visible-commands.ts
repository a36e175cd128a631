import type { APIApplicationCommand } from "discord-api-types/v10";
import { channelPermissions, may, PERMISSION } from "../permissions.ts";
import type { ChannelRow } from "../rows.ts";
import type { SandboxSettings } from "../settings.ts";
import type { State } from "../state.ts";
import { COMMAND } from "../wire.ts";

const IN_GUILD = 0;
const IN_DIRECT_MESSAGE = 1;
const INSTALLED_IN_GUILD = 0;
const INSTALLED_BY_USER = 1;

/** The commands this person may use here: scope, context, age restriction and the permissions a command asks for. */
export function visibleCommands(
  { state, settings }: { state: State; settings: SandboxSettings },
  personId: string,
  channel: ChannelRow,
): APIApplicationCommand[] {
  const installed = settings.installedByUser ? INSTALLED_BY_USER : INSTALLED_IN_GUILD;
  const permissions = channelPermissions(state, personId, channel);
  if (!may(permissions, "useApplicationCommands") || channel.kind === "category") return [];
  return state.commands
    .values()
    .filter((row) => row.guildId === null || row.guildId === channel.guildId)
    .map((row) => row.command)
    .filter((command) => command.type !== COMMAND.entryPoint)
    .filter((command) => fitsContext(command, channel, installed))
    .filter((command) => command.nsfw !== true || isAdultPlace(state, channel))
    .filter((command) => channel.guildId === null || mayUse(command, permissions));
}

function fitsContext(command: APIApplicationCommand, channel: ChannelRow, installed: number): boolean {
  const contexts = command.contexts?.map(Number);
  if (channel.guildId === null) {
    return contexts?.includes(IN_DIRECT_MESSAGE) ?? (command.guild_id === undefined && command.dm_permission !== false);
  }
  const types = command.integration_types?.map(Number) ?? [INSTALLED_IN_GUILD];
  return types.includes(installed) && (contexts?.includes(IN_GUILD) ?? true);
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
