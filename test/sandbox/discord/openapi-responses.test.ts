import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import sharp from "sharp";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { type Person, person } from "../../support/person.ts";
import { type Answered, RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const DOCUMENT = new URL("../../../../shared/data/discord-openapi.json", import.meta.url);
const absent = existsSync(DOCUMENT) ? false : "Discord's OpenAPI document is not here (../shared/data)";
const FORMATS = ["snowflake", "nonce", "int32", "int64", "uint32", "binary"];
const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** Holds answers against the response schemas of Discord's own document. */
function openDocument() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of FORMATS) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "discord", ...JSON.parse(readFileSync(DOCUMENT, "utf8")) });
  return (method: string, path: string, answered: Answered) => {
    const pointer = [
      "paths",
      path,
      method,
      "responses",
      String(answered.status),
      "content",
      "application/json",
      "schema",
    ];
    const validate = ajv.compile({ $ref: `discord#/${pointer.map(escaped).map(encodeURIComponent).join("/")}` });
    const body = answered.body["list"] ?? answered.body;
    const problems = validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
    assert.deepEqual(problems, [], `${method} ${path}`);
  };
}

describe("what the sandbox answers, held against Discord's OpenAPI document", { skip: absent }, () => {
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  let fits: ReturnType<typeof openDocument>;
  before(async () => {
    discord = await startSandboxDiscord();
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    mira = await person(discord, "Mira");
    fits = openDocument();
  });
  after(async () => {
    await bot.stop();
    await discord.stop();
  });

  it("fits for the gateway, the account, the application and the guild", async () => {
    const guild = `/guilds/${mira.world.guilds[0]?.id}`;
    const cases: [string, string][] = [
      ["/gateway", "/gateway"],
      ["/gateway/bot", "/gateway/bot"],
      ["/users/@me", "/users/@me"],
      ["/users/@me/guilds?with_counts=true", "/users/@me/guilds"],
      [`/users/${mira.id}`, "/users/{user_id}"],
      ["/applications/@me", "/applications/@me"],
      ["/oauth2/applications/@me", "/oauth2/applications/@me"],
      [guild, "/guilds/{guild_id}"],
      [`${guild}/roles`, "/guilds/{guild_id}/roles"],
      [`${guild}/channels`, "/guilds/{guild_id}/channels"],
      [`${guild}/members?limit=10`, "/guilds/{guild_id}/members"],
      [`${guild}/members/${mira.id}`, "/guilds/{guild_id}/members/{user_id}"],
      [`/channels/${mira.channel("art")}`, "/channels/{channel_id}"],
      [`/channels/${mira.channel("lighthouse studies")}`, "/channels/{channel_id}"],
    ];
    for (const [route, path] of cases) fits("get", path, await bot.request("GET", route));
    discord.settings.team = [{ user: mira.id, role: "developer" }];
    fits("get", "/applications/@me", await bot.request("GET", "/applications/@me"));
    discord.settings.team = null;
    fits("post", "/users/@me/channels", await bot.request("POST", "/users/@me/channels", { recipient_id: mira.id }));
  });

  it("fits for commands", async () => {
    const base = `/applications/${discord.applicationId}/commands`;
    const path = "/applications/{application_id}/commands";
    const command = {
      name: "draw",
      description: "Draws",
      name_localizations: { "zh-CN": "画" },
      options: [
        { type: 3, name: "prompt", description: "What", required: true, max_length: 100 },
        { type: 4, name: "steps", description: "How many", min_value: 1, max_value: 50 },
        { type: 3, name: "size", description: "How large", choices: [{ name: "Square", value: "square" }] },
      ],
    };
    fits("put", path, await bot.request("PUT", base, [command]));
    const created = await bot.request("POST", base, { ...command, name: "paint" });
    fits("post", path, created);
    fits("get", path, await bot.request("GET", base));
    const one = `${base}/${String(created.body["id"])}`;
    fits("get", `${path}/{command_id}`, await bot.request("GET", one));
    fits("patch", `${path}/{command_id}`, await bot.request("PATCH", one, { description: "Paints" }));
  });

  it("fits for messages of all kinds", async () => {
    const channel = `/channels/${mira.channel("art")}/messages`;
    const path = "/channels/{channel_id}/messages";
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const files = [{ name: "a.png", bytes, type: "image/png" }];
    const button = { type: 1, components: [{ type: 2, style: 1, label: "Again", custom_id: "again" }] };
    const v2 = {
      flags: 1 << 15,
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: `for <@${mira.id}>` },
            { type: 12, items: [{ media: { url: "attachment://a.png" }, description: "red" }] },
            { type: 14 },
            {
              type: 9,
              components: [{ type: 10, content: "x" }],
              accessory: { type: 11, media: { url: "https://example.com/x.png" } },
            },
            button,
          ],
        },
        { type: 13, file: { url: "attachment://a.png" } },
      ],
      attachments: [{ id: "0", description: "red" }],
    };
    const embed = { title: "t", image: { url: "attachment://a.png" }, fields: [{ name: "n", value: "v" }] };
    const posted = await bot.request("POST", channel, v2, files);
    fits("post", path, posted);
    fits("post", path, await bot.request("POST", channel, { content: "hello", components: [button] }, files));
    fits("post", path, await bot.request("POST", channel, { embeds: [embed] }, files));
    fits("get", path, await bot.request("GET", channel));
    const one = `${channel}/${String(posted.body["id"])}`;
    fits("get", `${path}/{message_id}`, await bot.request("GET", one));
    fits("patch", `${path}/{message_id}`, await bot.request("PATCH", one, { components: [button] }));
  });

  it("fits for an interaction's callback, its message and its follow-ups", async () => {
    await bot.registerCommands([{ name: "draw", description: "Draws" }]);
    const answer = mira.command("draw");
    const to = await bot.interaction();
    const callback = await bot.callback(to, { type: 5 }, "?with_response=true");
    fits("post", "/interactions/{interaction_id}/{interaction_token}/callback", callback);
    await answer;
    const original = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
    const body = { flags: 1 << 15, components: [{ type: 10, content: "x" }] };
    fits("patch", original, await bot.webhook("PATCH", to, "/messages/@original", body));
    fits("get", original, await bot.webhook("GET", to, "/messages/@original"));
    fits("post", "/webhooks/{webhook_id}/{webhook_token}", await bot.webhook("POST", to, "", { content: "more" }));
  });

  it("fits for application emojis", async () => {
    const base = `/applications/${discord.applicationId}/emojis`;
    const path = "/applications/{application_id}/emojis";
    const created = await bot.request("POST", base, { name: "wait", image: "data:image/png;base64,AAAA" });
    fits("post", path, created);
    fits("get", path, await bot.request("GET", base));
    const one = `${base}/${String(created.body["id"])}`;
    fits("patch", `${path}/{emoji_id}`, await bot.request("PATCH", one, { name: "waits" }));
  });
});
