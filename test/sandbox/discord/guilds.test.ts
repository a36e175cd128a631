import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { objectsOf } from "../../../sandbox/discord/json.ts";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const GUILDS_INTENT = 1;
const CODE_UNKNOWN_GUILD = 10004;

describe("the guilds that the bot is in", () => {
  let discord: SandboxDiscord;
  let bot: RawBot;
  beforeEach(async () => {
    discord = await startSandboxDiscord();
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord, GUILDS_INTENT);
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const names = async (query = "") =>
    objectsOf((await bot.request("GET", `/users/@me/guilds${query}`)).body["list"]).map(({ name }) => name);

  it("are told when somebody invites it, listed, and told when it leaves, without a word of an outage", async () => {
    await bot.gateway.event("GUILD_CREATE");
    const next = discord.settings.bringInto("Next Door");
    const { d: joined } = await bot.gateway.event("GUILD_CREATE");
    assert.equal(joined["name"], "Next Door");
    assert.deepEqual(await names(), ["Easel Studio", "Next Door"]);
    assert.deepEqual(await names(`?after=${discord.guildId}&limit=1`), ["Next Door"]);
    const [home] = objectsOf((await bot.request("GET", "/users/@me/guilds?with_counts=true")).body["list"]);
    assert.equal(home?.["approximate_member_count"], 6);
    assert.equal((await bot.request("DELETE", `/users/@me/guilds/${next.guild}`)).status, 204);
    assert.deepEqual((await bot.gateway.event("GUILD_DELETE")).d, { id: next.guild });
    assert.deepEqual(await names(), ["Easel Studio"]);
  });

  it("take the bot's commands with them when it leaves, and what it did there", async () => {
    const { guild, channel } = discord.settings.bringInto("Next Door");
    const route = `/applications/${discord.applicationId}/guilds/${guild}/commands`;
    await bot.request("POST", route, { name: "here", description: "Only here" });
    const mira = await person(discord, "Mira");
    assert.deepEqual(
      (await mira.commands(channel)).map(({ name }) => name),
      ["here"],
    );
    await bot.request("DELETE", `/users/@me/guilds/${guild}`);
    assert.deepEqual(await mira.commands(channel), []);
    assert.equal((await bot.request("GET", route)).status, 403);
    for (const [method, path] of [
      ["DELETE", `/users/@me/guilds/${guild}`],
      ["GET", `/guilds/${guild}`],
    ] as const) {
      const { status, body } = await bot.request(method, path);
      assert.deepEqual([status, body["code"]], [404, CODE_UNKNOWN_GUILD]);
    }
    assert.equal((await bot.request("POST", `/channels/${channel}/messages`, { content: "hello" })).status, 403);
  });

  it("belong to an application of Ada's, or of a team's, whose account stands for it", async () => {
    const application = async () => (await bot.request("GET", "/applications/@me")).body;
    const ada = await person(discord, "Ada");
    const own = await application();
    assert.equal(JSON.parse(JSON.stringify(own["owner"])).id, ada.id);
    assert.equal(own["team"], null);
    discord.settings.team = [{ user: ada.id, role: "admin" }];
    const { owner, team } = JSON.parse(JSON.stringify(await application()));
    assert.equal(owner.id, team.id);
    assert.deepEqual(
      [team.owner_user_id, team.members[0].user.id, team.members[0].membership_state],
      [ada.id, ada.id, 2],
    );
  });
});
