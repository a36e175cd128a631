import * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { NEEDED_PERMISSIONS } from "../../delivery/needed-permissions.ts";
import { askDiscord, bodyOf, type DiscordAnswer, whyNot } from "../discord-reads.ts";
import { type Finding, ok, warning } from "./finding.ts";
import { type MissingPermissions, missingPermissions } from "./guild-permissions.ts";

/** Three questions a guild: a bot of thousands of guilds is looked at in samples. */
const MOST_GUILDS = 50;
const MOST_NAMED = 5;
/** Text, announcements, and the places that hold threads only: forum and media. */
const CHANNELS_OF_WORDS: ReadonlySet<number> = new Set([0, 5, 15, 16]);

const guildList = z.array(z.object({ id: z.string(), name: z.string() }));
const bits = z.string().transform(BigInt);
const guildBody = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
});
const memberBody = z.object({ roles: z.array(z.string()) });
const channelsBody = z.array(
  z.object({
    type: z.number(),
    name: z.string().nullish(),
    permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
  }),
);

/** What the bot may do in each guild it was invited to, asked by REST. `botId` is also the application's. */
export async function checkGuilds(botId: string, config: Config, clock: Clock): Promise<Finding[]> {
  const answer = await askDiscord(`/users/@me/guilds?limit=${MOST_GUILDS + 1}`, config, clock);
  const guilds = bodyOf(answer, guildList);
  if (guilds === null) return [notKnown("servers", answer)];
  if (guilds.length === 0) {
    return [warning("servers", "the bot is in none", `Invite it: ${inviteAddress(botId, config)}`)];
  }
  const findings: Finding[] = [];
  for (const guild of guilds.slice(0, MOST_GUILDS)) findings.push(await checkGuild(guild, botId, config, clock));
  const rest = guilds.length > MOST_GUILDS ? [ok("servers", `only the first ${MOST_GUILDS} were looked at`)] : [];
  return [...findings, ...rest];
}

async function checkGuild(guild: { id: string; name: string }, botId: string, config: Config, clock: Clock) {
  const check = `server “${guild.name}”`;
  const read = (path: string) => askDiscord(`/guilds/${guild.id}${path}`, config, clock);
  const answers = await Promise.all([read(""), read(`/members/${botId}`), read("/channels")]);
  const body = bodyOf(answers[0], guildBody);
  const member = bodyOf(answers[1], memberBody);
  const channels = bodyOf(answers[2], channelsBody);
  if (body === null || member === null || channels === null) {
    const refused = answers.find((answer) => !answer.ok || answer.status !== 200) ?? answers[0];
    return notKnown(check, refused);
  }
  const missing = missingPermissions({
    id: guild.id,
    ownerId: body.owner_id,
    roles: new Map(body.roles.map(({ id, permissions }) => [id, permissions])),
    botId,
    botRoles: member.roles,
    channels: channels
      .filter(({ type }) => CHANNELS_OF_WORDS.has(type))
      .map(({ name, permission_overwrites }) => ({ name: name ?? "?", overwrites: permission_overwrites })),
  });
  return guildFinding(check, missing, inviteAddress(botId, config));
}

/** Answers within 15 minutes come through the interaction and need none of this; later ones do. */
const LATE = "pictures that take longer than 15 minutes then go to their member's direct messages";

function guildFinding(check: string, { everywhere, channels, unseen }: MissingPermissions, invite: string): Finding {
  if (everywhere.length > 0) {
    const todo = `Give the bot's role these permissions, or invite it again: ${invite}`;
    return warning(check, `missing everywhere: ${everywhere.join(", ")}; ${LATE}`, todo);
  }
  if (channels.length > 0) {
    const named = channels.slice(0, MOST_NAMED).map(({ name, permissions }) => `#${name} (${permissions.join(", ")})`);
    const more = channels.length > MOST_NAMED ? ` and ${channels.length - MOST_NAMED} more channels` : "";
    const todo = "Allow them to the bot's role in these channels' settings, or keep its commands out of there.";
    return warning(check, `missing in ${named.join(", ")}${more}; ${LATE}`, todo);
  }
  const note =
    unseen === 0 ? "" : `; it does not see ${unseen} ${unseen === 1 ? "channel" : "channels"}, where ${LATE}`;
  return ok(check, `the bot has every permission it needs${note}`);
}

function notKnown(check: string, answer: DiscordAnswer): Finding {
  const todo = "Nothing need be done if commands work there: Discord did not let the doctor look.";
  return warning(check, `its permissions could not be looked at (${whyNot(answer)})`, todo);
}

function inviteAddress(applicationId: string, { discordApiUrl }: Config): string {
  const permissions = NEEDED_PERMISSIONS.reduce((all, { bit }) => all | bit, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: "bot applications.commands",
    permissions: String(permissions),
  });
  return `${discordApiUrl}/oauth2/authorize?${query}`;
}
