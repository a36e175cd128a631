import type { Context, Hono } from "hono";
import { refusal } from "../errors.ts";
import type { Json } from "../json.ts";
import { isJson, objectOf, textOf } from "../json.ts";
import type { Messages } from "../messages.ts";
import { channelPermissions, may, type PermissionName } from "../permissions.ts";
import type { ChannelRow, MessageRow } from "../rows.ts";
import type { SandboxSettings } from "../settings.ts";
import type { State } from "../state.ts";
import { MESSAGE_TYPE } from "../wire.ts";
import { channelObject } from "../wire-objects.ts";
import { BOT_USER, ID } from "../world.ts";
import { type BotEnv, jsonBody } from "./bot-request.ts";

interface Deps {
  state: State;
  messages: Messages;
  settings: SandboxSettings;
}

const MOST_LISTED = 100;
const LISTED_BY_DEFAULT = 50;

/** What the bot's own account may reach. */
function accessTo({ state, messages }: Deps) {
  return {
    /** Throws 10003, 50001 for a channel out of sight, 50013 for what is not allowed there. */
    open(c: Context<BotEnv>, ...needed: PermissionName[]): ChannelRow {
      const channel = state.channels.get(c.req.param("channel") ?? "");
      if (channel === undefined) throw refusal.unknownChannel();
      const permissions = channelPermissions(state, ID.application, channel);
      if (!may(permissions, "viewChannel")) throw refusal.missingAccess();
      if (!needed.every((name) => may(permissions, forThread(channel, name)))) throw refusal.missingPermissions();
      return channel;
    },
    /** Throws 10008; an ephemeral message exists for its interaction's token only. */
    find(c: Context<BotEnv>, channel: ChannelRow): MessageRow {
      const row = messages.get(channel.id, c.req.param("message") ?? "");
      if (row === undefined || row.onlyFor !== null) throw refusal.unknownMessage();
      return row;
    },
  };
}

/** Channels and their messages, as the bot's own account reads them. */
export function channelReadRoutes(api: Hono<BotEnv>, deps: Deps): void {
  const { state, messages } = deps;
  const { open, find } = accessTo(deps);
  api.get("/channels/:channel", (c) => c.json(channelObject(state, open(c))));
  api.get("/channels/:channel/messages", (c) => {
    const rows = messages.list(open(c, "readMessageHistory").id, null);
    return c.json(pageOf(rows, c.req.query()).map((row) => messages.wire(row)));
  });
  api.get("/channels/:channel/messages/:message", (c) => {
    return c.json(messages.wire(find(c, open(c, "readMessageHistory"))));
  });
}

/** Messages, as the bot's own account writes them. */
export function channelWriteRoutes(api: Hono<BotEnv>, deps: Deps): void {
  const { state, messages, settings } = deps;
  const { open, find } = accessTo(deps);
  api.post("/channels/:channel/messages", async (c) => {
    const { files } = c.var.request;
    const channel = open(c, "sendMessages", ...neededFor(files));
    settings.refuseLargeFiles(channel.guildId, files);
    const body = jsonBody(c.var.request);
    const repeated = sameNonce(messages, channel, body);
    if (repeated !== undefined) return c.json(messages.wire(repeated));
    const reply = replyTo(messages, channel, body);
    const row = await messages.post({
      channelId: channel.id,
      author: BOT_USER,
      type: reply === undefined ? MESSAGE_TYPE.plain : MESSAGE_TYPE.reply,
      body,
      uploads: files,
      ...(reply === undefined ? {} : { extra: reply }),
    });
    return c.json(messages.wire(row));
  });
  api.patch("/channels/:channel/messages/:message", async (c) => {
    const { files } = c.var.request;
    const channel = open(c, ...neededFor(files));
    const row = find(c, channel);
    if (row.message.author.id !== ID.application) throw refusal.notAuthor();
    settings.refuseLargeFiles(channel.guildId, files);
    return c.json(messages.wire(await messages.edit(row, jsonBody(c.var.request), files)));
  });
  api.delete("/channels/:channel/messages/:message", (c) => {
    const channel = open(c);
    const row = find(c, channel);
    const own = row.message.author.id === ID.application;
    if (!own && !may(channelPermissions(state, ID.application, channel), "manageMessages")) {
      throw refusal.missingPermissions();
    }
    messages.remove(row);
    return c.body(null, 204);
  });
  api.post("/channels/:channel/typing", (c) => {
    open(c, "sendMessages");
    return c.body(null, 204);
  });
}

const neededFor = (files: readonly unknown[]): PermissionName[] => (files.length > 0 ? ["attachFiles"] : []);

const forThread = (channel: ChannelRow, name: PermissionName): PermissionName =>
  channel.kind === "thread" && name === "sendMessages" ? "sendMessagesInThreads" : name;

/** Newest first, as Discord lists them. */
function pageOf(rows: MessageRow[], query: Record<string, string>): MessageRow[] {
  const limit = Math.min(MOST_LISTED, Math.max(1, Number(query["limit"] ?? LISTED_BY_DEFAULT) || LISTED_BY_DEFAULT));
  const id = (name: string) => BigInt(/^\d+$/.test(query[name] ?? "") ? (query[name] ?? "0") : "0");
  if (query["after"] !== undefined) {
    return rows
      .filter((row) => BigInt(row.id) > id("after"))
      .slice(0, limit)
      .reverse();
  }
  const earlier = query["before"] === undefined ? rows : rows.filter((row) => BigInt(row.id) < id("before"));
  return earlier.slice(-limit).reverse();
}

/** With `enforce_nonce` a message sent again within minutes is answered with the first one. */
function sameNonce(messages: Messages, channel: ChannelRow, body: Json): MessageRow | undefined {
  if (body["enforce_nonce"] !== true || body["nonce"] === undefined) return undefined;
  const rows = messages.list(channel.id, null);
  return rows.findLast((row) => row.message.author.id === ID.application && row.message.nonce === body["nonce"]);
}

function replyTo(messages: Messages, channel: ChannelRow, body: Json): Json | undefined {
  if (!isJson(body["message_reference"])) return undefined;
  const reference = objectOf(body["message_reference"]);
  const target = messages.get(channel.id, textOf(reference["message_id"]) ?? "");
  if (target === undefined && reference["fail_if_not_exists"] !== false) {
    const unknown = { code: "REPLIES_UNKNOWN_MESSAGE", message: "Unknown message" };
    throw refusal.judgedForm({ message_reference: { _errors: [unknown] } });
  }
  if (target === undefined) return undefined;
  return {
    message_reference: {
      type: 0,
      message_id: target.id,
      channel_id: channel.id,
      guild_id: channel.guildId ?? undefined,
    },
    referenced_message: target.message,
  };
}
