import { Routes } from "discord.js";
import * as z from "zod";
import type { DiscordApi } from "./discord-api.ts";

/** A guild that the bot is in. */
export interface JoinedGuild {
  readonly id: string;
  readonly name: string;
  /** About how many; null where Discord does not say. */
  readonly members: number | null;
}

const ACCEPTED = 2;
const user = z.object({ id: z.string() });
const application = z.object({
  id: z.string(),
  owner: user,
  team: z
    .object({
      owner_user_id: z.string(),
      members: z.array(z.object({ user, role: z.string(), membership_state: z.number() })),
    })
    .nullish(),
});
const guilds = z.array(z.object({ id: z.string(), name: z.string(), approximate_member_count: z.number().nullish() }));
/** Discord's bound for one answer. */
const LEAF = 200;

export interface ApplicationFacts {
  readonly id: string;
  /** Who runs it: its owner, or of a team everyone who may do more than read. */
  readonly operators: ReadonlySet<string>;
}

/** Null where Discord does not say it in time. Of a team's application Discord names the team itself as the owner. */
export async function applicationOf(api: DiscordApi, timeLimitMs: number): Promise<ApplicationFacts | null> {
  const outcome = await api.askAsBot("get", Routes.currentApplication(), timeLimitMs);
  const read = application.safeParse(outcome.ok ? outcome.value : null);
  if (!read.success) return null;
  const { id, owner, team } = read.data;
  if (team === null || team === undefined) return { id, operators: new Set([owner.id]) };
  const members = team.members.filter(
    ({ role, membership_state }) => membership_state === ACCEPTED && role !== "read_only",
  );
  return { id, operators: new Set([team.owner_user_id, ...members.map((member) => member.user.id)]) };
}

/** Every guild that the bot is in; null where Discord does not say it in time. */
export async function joinedGuilds(api: DiscordApi, timeLimitMs: number): Promise<readonly JoinedGuild[] | null> {
  const found: JoinedGuild[] = [];
  for (;;) {
    const last = found.at(-1)?.id;
    const query = new URLSearchParams({ limit: String(LEAF), with_counts: "true", ...(last ? { after: last } : {}) });
    const outcome = await api.askAsBot("get", Routes.userGuilds(), timeLimitMs, query);
    const read = guilds.safeParse(outcome.ok ? outcome.value : null);
    if (!read.success) return null;
    found.push(...read.data.map(({ id, name, approximate_member_count: members = null }) => ({ id, name, members })));
    if (read.data.length < LEAF) return found;
  }
}

/** Whether the bot is out of the guild now. */
export async function leaveGuild(api: DiscordApi, guildId: string, timeLimitMs: number): Promise<boolean> {
  return (await api.askAsBot("delete", Routes.userGuild(guildId), timeLimitMs)).ok;
}
