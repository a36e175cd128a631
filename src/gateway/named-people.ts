import { z } from "zod";
import type { NamedPeople, NamedPerson } from "../interaction.ts";

const person = z.object({
  id: z.string(),
  username: z.string(),
  globalName: z.string().nullish(),
  bot: z.boolean().nullish(),
});
/** discord.js' own member where the guild is cached, Discord's object where it is not. */
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
    const found = member.safeParse(members.get(user.data.id));
    people.set(user.data.id, {
      id: user.data.id,
      name: user.data.globalName ?? user.data.username,
      bot: user.data.bot ?? false,
      ...membership(found.success ? found.data : null),
    });
  }
  return people;
}

function membership(found: z.infer<typeof member> | null): Pick<NamedPerson, "roleIds" | "joinedAt"> {
  if (found === null) return { roleIds: null, joinedAt: null };
  if ("roles" in found) return { roleIds: found.roles, joinedAt: found.joined_at ? Date.parse(found.joined_at) : null };
  return { roleIds: found._roles, joinedAt: found.joinedTimestamp ?? null };
}

function entriesOf(collection: unknown): Map<unknown, unknown> {
  return collection instanceof Map ? collection : new Map();
}
