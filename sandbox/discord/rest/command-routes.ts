import type { Context, Hono } from "hono";
import type { Commands } from "../commands.ts";
import { refusal } from "../errors.ts";
import type { Guilds } from "../guilds.ts";
import { objectsOf } from "../json.ts";
import { ID } from "../world.ts";
import { type BotEnv, jsonBody } from "./bot-request.ts";

/** Application commands, global and of a guild. */
export function commandRoutes(api: Hono<BotEnv>, { commands, guilds }: { commands: Commands; guilds: Guilds }): void {
  const scopeOf = (c: Context<BotEnv>): string | null => {
    if (c.req.param("application") !== ID.application) throw refusal.missingAccess();
    const guild = c.req.param("guild");
    if (guild === undefined) return null;
    if (!guilds.joined().some(({ id }) => id === guild)) throw refusal.missingAccess();
    return guild;
  };
  for (const base of ["/applications/:application/commands", "/applications/:application/guilds/:guild/commands"]) {
    api.get(base, (c) => {
      const list = commands.list(scopeOf(c));
      return c.json(c.req.query("with_localizations") === "true" ? list : list.map(withoutLocalizations));
    });
    api.post(base, (c) => {
      const { command, created } = commands.upsert(scopeOf(c), jsonBody(c.var.request));
      return c.json(command, created ? 201 : 200);
    });
    api.put(base, (c) => c.json(commands.replaceAll(scopeOf(c), objectsOf(c.var.request.body))));
    api.get(`${base}/permissions`, (c) => {
      scopeOf(c);
      return c.json([]);
    });
    api.get(`${base}/:command`, (c) => c.json(commands.find(scopeOf(c), c.req.param("command")).command));
    api.patch(`${base}/:command`, (c) => {
      const row = commands.find(scopeOf(c), c.req.param("command"));
      return c.json(commands.edit(row, jsonBody(c.var.request)));
    });
    api.delete(`${base}/:command`, (c) => {
      commands.remove(commands.find(scopeOf(c), c.req.param("command")));
      return c.body(null, 204);
    });
  }
}

/** The list leaves the dictionaries out unless asked for; `name_localized` would need a reader's locale. */
function withoutLocalizations<T extends object>(command: T): T {
  const {
    name_localizations: _names,
    description_localizations: _descriptions,
    ...rest
  } = command as T & {
    name_localizations?: unknown;
    description_localizations?: unknown;
  };
  return rest as unknown as T;
}
