import type { Context, Hono } from "hono";
import type { DirectMessages } from "../direct-messages.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Installs } from "../installs.ts";
import { textOf } from "../json.ts";
import type { Messages } from "../messages.ts";
import { channelPermissions, may, sees } from "../permissions.ts";
import type { ChannelRow, PersonRow } from "../rows.ts";
import { LOCALES } from "../rules/command-names.ts";
import type { State } from "../state.ts";
import { MESSAGE_TYPE } from "../wire.ts";
import type { InteractionDesk, Place } from "./interaction-desk.ts";
import { PersonError } from "./person-error.ts";
import { readPersonRequest } from "./person-request.ts";
import { visibleCommands } from "./visible-commands.ts";
import { worldOf } from "./world-view.ts";

interface Deps {
  state: State;
  messages: Messages;
  direct: DirectMessages;
  gateway: Gateway;
  desk: InteractionDesk;
  installs: Installs;
  relay: string | null;
}

/** Finds who asks and where. Throws PersonError. */
function places(state: State) {
  const personOf = (id: string | undefined): PersonRow => {
    const person = state.people.get(id ?? "");
    if (person === undefined) throw new PersonError(`There is no person with the id "${id ?? ""}".`);
    return person;
  };
  const channelOf = (id: string | undefined, person: PersonRow): ChannelRow => {
    const channel = state.channels.get(id ?? "");
    if (channel === undefined || !sees(state, person.user.id, channel)) {
      throw new PersonError(`There is no channel with the id "${id ?? ""}".`);
    }
    return channel;
  };
  return {
    personOf,
    channelOf,
    /** Of a request without a body: who asks stands in its query. */
    asked(c: Context): Place {
      const person = personOf(c.req.query("user"));
      return { person, channel: channelOf(c.req.param("channel"), person) };
    },
  };
}

/** What a person reads, by the door of person-api.ts. */
export function personReadRoutes(app: Hono, { state, messages, direct, gateway, installs, relay }: Deps): void {
  const { asked } = places(state);
  app.get("/sandbox/api/world", (c) => {
    const person = c.req.query("user") ?? "";
    return c.json(worldOf({ state, direct, installs, relay, online: gateway.isOnline }, person));
  });
  app.get("/sandbox/api/channels/:channel/messages", (c) => {
    const { person, channel } = asked(c);
    return c.json({ messages: messages.list(channel.id, person.user.id).map((row) => messages.wire(row)) });
  });
  app.get("/sandbox/api/channels/:channel/commands", (c) => {
    const { person, channel } = asked(c);
    return c.json({ commands: visibleCommands({ state, installs }, person.user.id, channel) });
  });
}

/** What a person does, by the door of person-api.ts. */
export function personActionRoutes(app: Hono, { state, messages, desk, installs }: Deps): void {
  const { asked, personOf, channelOf } = places(state);
  app.post("/sandbox/api/channels/:channel/messages", async (c) => {
    const { body, files } = await readPersonRequest(c.req.raw);
    const person = personOf(textOf(body["user"]));
    const channel = channelOf(c.req.param("channel"), person);
    const needed = channel.kind === "thread" ? "sendMessagesInThreads" : "sendMessages";
    if (!may(channelPermissions(state, person.user.id, channel), needed)) {
      throw new PersonError("You may not write in this channel.");
    }
    const content = textOf(body["content"]) ?? "";
    if (content.trim() === "" && files.size === 0) throw new PersonError("A message needs some text.");
    const row = await messages.post({
      channelId: channel.id,
      author: person.user,
      type: MESSAGE_TYPE.plain,
      body: { content },
      uploads: [...files.entries()].map(([field, file]) => ({ field, ...file })),
    });
    return c.json({ message: messages.wire(row) });
  });
  app.delete("/sandbox/api/channels/:channel/messages/:message", (c) => {
    const { person, channel } = asked(c);
    const row = messages.get(channel.id, c.req.param("message"));
    const visible = row !== undefined && (row.onlyFor === null || row.onlyFor === person.user.id);
    if (!visible) throw new PersonError("This message is not there.");
    const own = row.onlyFor === person.user.id || row.message.author.id === person.user.id;
    const manages = may(channelPermissions(state, person.user.id, channel), "manageMessages");
    if (!own && !manages) throw new PersonError("You may not delete this message.");
    if (row.onlyFor === null) messages.remove(row);
    else messages.dismiss(row);
    return c.json({});
  });
  app.put("/sandbox/api/language", (c) => {
    const person = personOf(c.req.query("user"));
    const locale = c.req.query("locale") ?? "";
    if (!LOCALES.includes(locale)) throw new PersonError("Discord has no such language.");
    state.people.set(person.user.id, { ...person, locale });
    return c.json({});
  });
  app.put("/sandbox/api/installation", (c) => {
    installs.add(personOf(c.req.query("user")).user.id);
    return c.json({});
  });
  app.delete("/sandbox/api/installation", (c) => {
    installs.remove(personOf(c.req.query("user")).user.id);
    return c.json({});
  });
  app.post("/sandbox/api/interactions", async (c) => {
    const { body, files } = await readPersonRequest(c.req.raw);
    const person = personOf(textOf(body["user"]));
    const channel = channelOf(textOf(body["channel"]), person);
    return c.json(await desk.use({ person, channel }, body, files));
  });
}
