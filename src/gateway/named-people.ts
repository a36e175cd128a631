import * as z from "zod";
import type { NamedPeople, NamedPerson } from "../interaction.ts";

const person = z.object({
  id: z.string(),
  username: z.string(),
  globalName: z.string().nullish(),
  bot: z.boolean().nullish(),
});
/**
 * Discord's object, or discord.js' member where it knows the guild. That one's `roles` leaves out every role of a guild
 * whose roles were not sent, which without intents is every guild; `_roles` has them as Discord told.
 */
const member = z.union([
  z.object({ roles: z.array(z.string()), joined_at: z.string().nullish() }),
  z.object({ _roles: z.array(z.string()), joinedTimestamp: z.number().nullish() }),
]);

/** People as discord.js hands them out with an interaction: users by id, and members by id where there is a guild. */
export function namedPeople(resolved: { users?: unknown; members?: unknown } | null): NamedPeople {
  const members = entriesOf(resolved?.members);
  const people = new Map<string, NamedPerson>();
  for (const [, value] of entriesOf(resolved?.users)) {
    const user = person.safeParse(value);
    if (!user.success) continue;
    people.set(user.data.id, {
      id: user.data.id,
      name: user.data.globalName ?? user.data.username,
      bot: user.data.bot ?? false,
      ...membershipOf(members.get(user.data.id)),
    });
  }
  return people;
}

/** The roles and the arrival of a guild's member; null for someone who is none. */
export function membershipOf(value: unknown): Pick<NamedPerson, "roleIds" | "joinedAt"> {
  const found = member.safeParse(value);
  if (!found.success) return { roleIds: null, joinedAt: null };
  const { data } = found;
  if ("roles" in data) return { roleIds: data.roles, joinedAt: data.joined_at ? Date.parse(data.joined_at) : null };
  return { roleIds: data._roles, joinedAt: data.joinedTimestamp ?? null };
}

function entriesOf(collection: unknown): Map<unknown, unknown> {
  return collection instanceof Map ? collection : new Map();
}
