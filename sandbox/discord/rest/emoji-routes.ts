import type { Hono } from "hono";
import { refusal } from "../errors.ts";
import { textOf } from "../json.ts";
import type { EmojiRow } from "../rows.ts";
import type { Snowflakes } from "../snowflakes.ts";
import type { State } from "../state.ts";
import { BOT_USER } from "../world.ts";
import { type BotEnv, jsonBody } from "./bot-request.ts";

const MOST_EMOJIS = 2_000;
const BASE = "/applications/:application/emojis";

/** Emojis that belong to the application; their pictures are taken and thrown away. */
export function emojiRoutes(api: Hono<BotEnv>, { state, ids }: { state: State; ids: Snowflakes }): void {
  const find = (id: string): EmojiRow => {
    const row = state.emojis.get(id);
    if (row === undefined) throw refusal.unknownEmoji();
    return row;
  };
  api.get(BASE, (c) => c.json({ items: state.emojis.values().map((row) => row.emoji) }));
  api.post(BASE, (c) => {
    if (state.emojis.values().length >= MOST_EMOJIS) throw refusal.tooManyEmojis();
    const { name, image } = jsonBody(c.var.request);
    const emoji = {
      id: ids.next(),
      name: textOf(name) ?? "",
      roles: [],
      user: BOT_USER,
      require_colons: true,
      managed: false,
      animated: (textOf(image) ?? "").startsWith("data:image/gif"),
      available: true,
    };
    state.emojis.set(emoji.id, { id: emoji.id, emoji });
    return c.json(emoji, 201);
  });
  api.get(`${BASE}/:emoji`, (c) => c.json(find(c.req.param("emoji")).emoji));
  api.patch(`${BASE}/:emoji`, (c) => {
    const row = find(c.req.param("emoji"));
    const emoji = { ...row.emoji, name: textOf(jsonBody(c.var.request)["name"]) ?? row.emoji.name };
    state.emojis.set(row.id, { id: row.id, emoji });
    return c.json(emoji);
  });
  api.delete(`${BASE}/:emoji`, (c) => {
    state.emojis.delete(find(c.req.param("emoji")).id);
    return c.body(null, 204);
  });
}
