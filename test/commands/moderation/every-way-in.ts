import assert from "node:assert/strict";
import { type Json, listOf, objectsOf } from "../../../sandbox/discord/json.ts";
import { flatten } from "../../../sandbox/discord/message-components.ts";
import type { APIApplicationCommand, APIMessage } from "../../../sandbox/discord/person-api.ts";
import { LISTED_PAGES } from "../../../src/commands/moderation/custom-ids.ts";
import type { Person, Values } from "../../support/person.ts";
import type { Studio } from "../../support/studio.ts";

const BUTTON = 2;
const STRING_SELECT = 3;

/** A component of a moderator's message. */
export interface Control {
  readonly customId: string;
  readonly type: number;
  /** As Discord was told of it. */
  readonly component: Json;
}

/** Every control on every page of the panel, with those that need something to be there first. */
export async function panelControls({ theo, nils, xiaoyu }: Studio): Promise<Control[]> {
  const booster = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Booster")?.id);
  await theo.command("easel", { member: { suspend: { member: nils.id, reason: "a test" } } });
  await theo.command("easel", { limits: { set: { limit: "images_day", amount: "5", role: booster } } });
  await theo.command("easel", { panel: {} });
  const found = controlsOf(await theo.lastMessage());
  await theo.command("easel", { pause: { reason: "a test" } });
  found.push(...controlsOf(await theo.lastMessage()));
  await theo.command("easel", { audit: {} });
  found.push(...controlsOf(await theo.lastMessage()));
  await theo.command("easel", { panel: {} });
  const message = await theo.lastMessage();
  const visit = async (customId: string, value: string) => {
    await theo.select(message, customId, [value]);
    found.push(...controlsOf(await theo.lastMessage()));
  };
  found.push(...controlsOf(message));
  let page = "overview";
  const go = async (name: string) => {
    await visit(`easel:${page}:go`, name);
    page = name;
  };
  for (const name of LISTED_PAGES) await go(name);
  for (const [from, what, value] of [
    ["what", "model", "flux"],
    ["who", "member", nils.id],
    ["who", "member", xiaoyu.id],
    ["limits", "role", booster],
  ] as const) {
    await go(from);
    await visit(`easel:${from}:pick:${what}`, value);
    page = `${what}.${value}`;
  }
  return [...new Map(found.map((control) => [control.customId, control])).values()];
}

function controlsOf(message: APIMessage): Control[] {
  return flatten(listOf(message.components)).flatMap((component) => {
    const { custom_id: customId, type } = component;
    return typeof customId === "string" && typeof type === "number" ? [{ customId, type, component }] : [];
  });
}

/** Uses a control as whoever sees a message with it. */
export function use(person: Person, message: APIMessage, { customId, type, component }: Control) {
  if (type === BUTTON) return person.press(message, customId);
  if (type === STRING_SELECT) {
    const [option] = objectsOf(component["options"]);
    return person.select(message, customId, [String(option?.["value"])]);
  }
  return person.select(message, customId, type === USER_SELECT ? [person.id] : []);
}
const USER_SELECT = 5;

/** Requests with the bot's own token: what a forged or forwarded component comes to. */
export function discordRest({ discord }: Studio) {
  return async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path} ${response.status} ${await response.clone().text()}`);
    return response.status === 204 ? null : response.json();
  };
}

/** Shows a control to everyone in a channel, on a message of its own. */
export async function showEveryone(studio: Studio, control: Control): Promise<APIMessage> {
  const { id: _id, ...component } = control.component;
  const row = { type: 1, components: [component] };
  const path = `/channels/${studio.mira.channel("general")}/messages`;
  const made = await discordRest(studio)("POST", path, { flags: 1 << 15, components: [row] });
  const { id } = made as { id: string };
  const shown = (await studio.mira.messages()).find((message) => message.id === id);
  assert.ok(shown);
  return shown;
}

/** Lets everyone use /easel, as a server's owner can in Discord's own settings. */
export async function openToEveryone(studio: Studio): Promise<APIApplicationCommand> {
  const [command] = (await studio.theo.commands()).filter(({ name }) => name === "easel");
  assert.ok(command);
  const path = `/applications/${studio.discord.applicationId}/commands/${command.id}`;
  await discordRest(studio)("PATCH", path, { default_member_permissions: null });
  return command;
}

/** Every subcommand with something in each required option: "channels deny" → { channels: { deny: {…} } }. */
export function everySubcommand(command: APIApplicationCommand, studio: Studio): Map<string, Values> {
  const top = "options" in command ? objectsOf(command.options) : [];
  const cases = top.flatMap((option): [string, Values][] => {
    const name = String(option["name"]);
    if (option["type"] === SUBCOMMAND) return [[name, { [name]: filled(option, studio) }]];
    return objectsOf(option["options"]).map((inner) => {
      const own = String(inner["name"]);
      return [`${name} ${own}`, { [name]: { [own]: filled(inner, studio) } }];
    });
  });
  return new Map(cases);
}
const SUBCOMMAND = 1;

function filled(subcommand: Json, { theo, mira }: Studio): Values {
  const role = String(theo.world.guilds[0]?.roles[1]?.id);
  const values: Record<number, string | number | boolean> = {
    3: "flux",
    4: 1,
    5: true,
    6: mira.id,
    7: theo.channel("art"),
    8: role,
  };
  const required = objectsOf(subcommand["options"]).filter((option) => option["required"] === true);
  return Object.fromEntries(
    required.map((option) => {
      const [choice] = objectsOf(option["choices"]);
      return [String(option["name"]), choice ? String(choice["value"]) : (values[Number(option["type"])] ?? "")];
    }),
  );
}
