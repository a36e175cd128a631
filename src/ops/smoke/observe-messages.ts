import { randomUUID } from "node:crypto";
import * as z from "zod";
import { DiscordApi } from "../../delivery/discord-api.ts";
import type { StoredFile } from "../../media/stored-file.ts";
import { askDiscord, bodyOf, type DiscordAnswer, whyNot } from "../discord-reads.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

export interface TestChannel {
  readonly id: string;
  readonly guildId: string | null;
  readonly applicationId: string;
}

const COMPONENTS_V2 = 1 << 15;
const TEXT = 10;
const GALLERY = 12;
const PICTURE_NAME = "smoke.png";
/** More than any window observed lets through. */
const MOST_EDITS = 6;
const messageBody = z.object({ id: z.string() });
const channelBody = z.object({ type: z.number(), guild_id: z.string().nullish() });

/** Token, application and channel, as far as the other tests need them. */
export async function observeChannel(id: string, surroundings: SmokeSurroundings): Promise<TestChannel | null> {
  const { config, clock, notebook } = surroundings;
  const application = await askDiscord("/applications/@me", config, clock);
  const applicationId = bodyOf(application, z.object({ id: z.string() }))?.id ?? null;
  const verdict = applicationId === null ? "broken" : "as expected";
  notebook.note("the bot's token", "accepted", applicationId === null ? whyNot(application) : "accepted", verdict);
  if (applicationId === null) return null;
  const answer = await askDiscord(`/channels/${id}`, config, clock);
  const channel = bodyOf(answer, channelBody);
  const found = channel === null ? whyNot(answer) : `a channel of type ${channel.type}`;
  notebook.note("the test channel", "one the bot can see", found, channel === null ? "broken" : "as expected");
  return channel === null ? null : { id, guildId: channel.guild_id ?? null, applicationId };
}

export function textMessage(text: string) {
  const components = [{ type: TEXT, content: text }];
  return { flags: COMPONENTS_V2, components, allowed_mentions: { parse: [] } };
}

/** A message of components, sent twice with one nonce. @returns its id, or null where it could not be sent */
export async function observeSending(channel: TestChannel, surroundings: SmokeSurroundings): Promise<string | null> {
  const { config, clock, notebook } = surroundings;
  const nonce = randomUUID().replaceAll("-", "").slice(0, 25);
  const json = {
    ...textMessage("Easel's smoke test: this message is edited in a moment."),
    nonce,
    enforce_nonce: true,
  };
  const send = () => askDiscord(`/channels/${channel.id}/messages`, config, clock, { method: "POST", json });
  const first = await send();
  const message = bodyOf(first, messageBody);
  const found = message === null ? `${whyNot(first)} ${textOf(first)}` : `sent; ${limitsOf(first)}`;
  notebook.note("a message of components", "sent", found, message === null ? "broken" : "as expected");
  if (message === null) return null;
  const again = bodyOf(await send(), messageBody);
  const same = again?.id === message.id;
  notebook.note(
    "the same message again with the same nonce",
    "the first one is answered, no second one made",
    same ? "the first one" : again === null ? "refused" : "a second message",
    same ? "as expected" : "differs",
  );
  return message.id;
}

/** How many edits a channel's message takes, as the headers tell. Stops where they say that none is left. */
export async function observeEdits(
  channel: TestChannel,
  message: string,
  surroundings: SmokeSurroundings,
): Promise<void> {
  const { config, clock } = surroundings;
  const path = `/channels/${channel.id}/messages/${message}`;
  await editsUntilLimit("edits of a channel's message", surroundings, (number) =>
    askDiscord(path, config, clock, { method: "PATCH", json: textMessage(`Easel's smoke test: edit ${number}.`) }),
  );
}

/** Edits until the headers say that none is left, and notes what they told. */
export async function editsUntilLimit(
  what: string,
  { notebook }: SmokeSurroundings,
  edit: (number: number) => Promise<DiscordAnswer>,
): Promise<void> {
  const told: string[] = [];
  let accepted = true;
  for (let number = 1; number <= MOST_EDITS; number += 1) {
    const answer = await edit(number);
    accepted &&= answer.ok && answer.status === 200;
    told.push(answer.ok ? `${answer.status} ${limitsOf(answer)}` : answer.why);
    if (!accepted || !answer.ok || answer.headers.get("x-ratelimit-remaining") === "0") break;
  }
  const [first] = told;
  const usual = first?.includes("limit 5") ?? false;
  const verdict = !accepted ? "broken" : usual ? "as expected" : "differs";
  notebook.note(what, "about 5 in 5 s, told by headers", `${told.length} edits; ${first}; ${told.at(-1)}`, verdict);
}

/** The picture brought into the message as the bot does it, and where Discord then keeps it. */
export async function observePicture(
  channel: TestChannel,
  message: string,
  picture: { readonly file: StoredFile; readonly path: string },
  { config, clock, notebook }: SmokeSurroundings,
): Promise<void> {
  const api = new DiscordApi({ apiUrl: config.discordApiUrl, token: config.discordToken });
  const body = {
    flags: COMPONENTS_V2,
    components: [
      { type: GALLERY, items: [{ media: { url: `attachment://${PICTURE_NAME}` }, description: "A lighthouse" }] },
    ],
    allowed_mentions: { parse: [] as [] },
    attachments: [{ id: "0", filename: PICTURE_NAME, description: "A lighthouse" }],
  };
  const uploads = [{ name: PICTURE_NAME, path: picture.path, mime: picture.file.mime }];
  const edited = await api.editMessage(channel.id, message, body, uploads);
  const found = edited.ok ? "shown" : `${edited.kind} ${edited.code}`;
  notebook.note("an edit that brings the picture", "shown", found, edited.ok ? "as expected" : "broken");
  if (!edited.ok) return;
  const answer = await askDiscord(`/channels/${channel.id}/messages/${message}`, config, clock);
  const address = /https?:\/\/[^"\\\s]+smoke\.png[^"\\\s]*/.exec(answer.ok ? answer.text : "")?.[0];
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  const names = [...(url?.searchParams.keys() ?? [])];
  notebook.note(
    "where Discord keeps it",
    "cdn.discordapp.com, signed with ex, is, hm",
    url === null
      ? `no address in the message (${whyNot(answer)})`
      : `${url.host}, ${names.join(", ") || "unsigned"}${life(url)}`,
    url === null ? "broken" : names.includes("ex") ? "as expected" : "differs",
  );
}

/** `ex` is a time in hexadecimal seconds. */
function life(url: URL): string {
  const until = Number.parseInt(url.searchParams.get("ex") ?? "", 16);
  return Number.isNaN(until) ? "" : `, until ${new Date(until * 1_000).toISOString()}`;
}

export function limitsOf(answer: DiscordAnswer): string {
  if (!answer.ok) return answer.why;
  const header = (name: string) => answer.headers.get(`x-ratelimit-${name}`);
  if (header("limit") === null) return "no limit told";
  return `limit ${header("limit")}, ${header("remaining")} left, new after ${header("reset-after")} s`;
}

function textOf(answer: DiscordAnswer): string {
  return answer.ok ? answer.text : "";
}
