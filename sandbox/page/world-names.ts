import type { Channel, World } from "../discord/person-api.ts";

/** What an id is called, for mentions, pickers and headings. */
export interface Named {
  id: string;
  name: string;
  /** 0xRRGGBB; 0 for none. */
  color: number;
}

/** A user's name as chat shows it. */
export function userName(user: { username: string; global_name?: string | null }): string {
  return user.global_name ?? user.username;
}

/** A channel as the rail lists it; `direct` is the conversation with the bot, `private` one between people. */
export interface RailChannel extends Omit<Channel, "kind"> {
  kind: Channel["kind"] | "direct" | "private";
}

const SPOKEN = { topic: null, ageRestricted: false, parent: null, kind: "private" } as const;

export function allChannels(world: World): RailChannel[] {
  const channels: RailChannel[] = world.guilds.flatMap((guild) => guild.channels);
  const conversations: RailChannel[] = world.conversations.map(({ id, name }) => ({ ...SPOKEN, id, name }));
  if (world.directMessage === null) return [...channels, ...conversations];
  const name = world.bot === null ? world.application.name : userName(world.bot.user);
  const direct = { id: world.directMessage.id, name, topic: null, ageRestricted: false, parent: null };
  return [...channels, { ...direct, kind: "direct" }, ...conversations];
}

export function channelOf(world: World, id: string): RailChannel | undefined {
  return allChannels(world).find((channel) => channel.id === id);
}

export function usersOf(world: World): Named[] {
  const people = world.people.map((person) => ({
    id: person.user.id,
    name: userName(person.user),
    color: colorOf(world, person.roles),
  }));
  return world.bot === null ? people : [...people, { id: world.bot.user.id, name: userName(world.bot.user), color: 0 }];
}

export function rolesOf(world: World): Named[] {
  return world.guilds.flatMap((guild) => guild.roles);
}

/** Discord colours a name by its highest role that has a colour; roles come lowest first. */
function colorOf(world: World, roles: readonly string[]): number {
  return rolesOf(world).findLast((role) => role.color !== 0 && roles.includes(role.id))?.color ?? 0;
}

export function nameColor(world: World, user: string): number {
  return usersOf(world).find((each) => each.id === user)?.color ?? 0;
}
