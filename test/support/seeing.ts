import assert from "node:assert/strict";
import type { APIMessage, InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import { makePicture } from "./make-pictures.ts";
import type { Person } from "./person.ts";
import type { Studio } from "./studio.ts";

/** Where the studio's moderators read. */
export const MODERATORS = "after-dark";

/** The form that an answer opened. */
export function formOf(answer: InteractionAnswer): string {
  assert.ok(answer.outcome === "modal", JSON.stringify(answer));
  return answer.modal;
}

/** Names the channel that moderators are told in. */
export async function setAuditChannel({ theo, seen }: Studio): Promise<void> {
  await theo.command("easel", { log: { channel: { channel: theo.channel(MODERATORS) } } });
  await seen(theo, /Audit channel: none/, MODERATORS);
}

/** Mira's finished picture. */
export async function picture(studio: Studio, prompt = "a fox"): Promise<APIMessage> {
  const { mira } = studio;
  await makePicture(studio, mira, { prompt });
  const message = (await mira.messages()).findLast(({ flags }) => ((flags ?? 0) & EPHEMERAL) === 0);
  assert.ok(message);
  return message;
}
const EPHEMERAL = 1 << 6;

/** Reports a message and waits for the thanks. */
export async function report(who: Person, message: APIMessage, reason: string): Promise<void> {
  const form = formOf(await who.command("Report picture", {}, { target: message.id }));
  await who.submitModal(form, { reason });
}

const headersOf = ({ discord }: Studio) => ({
  authorization: `Bot ${discord.token}`,
  "content-type": "application/json",
  "user-agent": "DiscordBot (https://example.com, 1)",
});

/** A message of the bot's with one button of any custom id: what someone who makes components by hand would press. */
export async function forged(studio: Studio, customId: string, channel = "general"): Promise<APIMessage> {
  const button = { type: 2, style: 2, label: "x", custom_id: customId };
  return postByHand(studio, { content: "by hand", components: [{ type: 1, components: [button] }] }, channel);
}

/** A message of the bot's that its code did not make. */
export async function postByHand(studio: Studio, body: object, channel = "general"): Promise<APIMessage> {
  const { discord, mira } = studio;
  const response = await fetch(`${discord.apiUrl}/v10/channels/${mira.channel(channel)}/messages`, {
    method: "POST",
    headers: headersOf(studio),
    body: JSON.stringify({ ...body, allowed_mentions: { parse: [] } }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as APIMessage;
}

/** Offers every command to everyone, as a server's integration settings can. */
export async function openCommands(studio: Studio): Promise<void> {
  const { discord } = studio;
  const headers = headersOf(studio);
  const me = (await (await fetch(`${discord.apiUrl}/v10/users/@me`, { headers })).json()) as { id: string };
  const route = `${discord.apiUrl}/v10/applications/${me.id}/commands`;
  const commands = (await (await fetch(`${route}?with_localizations=true`, { headers })).json()) as Record<
    string,
    unknown
  >[];
  const opened = commands.map(({ id: _id, version: _version, application_id: _app, ...command }) => ({
    ...command,
    default_member_permissions: null,
  }));
  const response = await fetch(route, { method: "PUT", headers, body: JSON.stringify(opened) });
  assert.equal(response.status, 200, await response.clone().text());
}
