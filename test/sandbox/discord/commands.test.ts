import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const DAY_MS = 24 * 3_600_000;
const named = (name: string) => ({ name, description: "A command" });
const many = (count: number, prefix = "c") => Array.from({ length: count }, (_, index) => named(`${prefix}${index}`));

describe("application commands", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  let bot: RawBot;
  let global: string;
  let guild: string;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    const { world } = await person(discord, "Mira");
    global = `/applications/${discord.applicationId}/commands`;
    guild = `/applications/${discord.applicationId}/guilds/${world.guilds[0]?.id}/commands`;
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const listed = async (route: string) =>
    (await bot.request("GET", route)).body["list"] as { id: string; name: string }[];

  it("of the same name are replaced and keep their id, with a new version", async () => {
    const first = await bot.request("POST", global, named("draw"));
    const second = await bot.request("POST", global, { ...named("draw"), description: "Another" });
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.equal(second.body["id"], first.body["id"]);
    assert.notEqual(second.body["version"], first.body["version"]);
    assert.equal((await listed(global)).length, 1);
  });

  it("are overwritten as a whole by a bulk PUT, which keeps the ids of those that stay", async () => {
    await bot.request("PUT", global, [named("draw"), named("paint")]);
    const before = await listed(global);
    await bot.request("PUT", global, [named("paint"), named("sketch")]);
    const after = await listed(global);
    assert.deepEqual(
      after.map((command) => command.name),
      ["paint", "sketch"],
    );
    assert.equal(after[0]?.id, before[1]?.id);
  });

  it("of a guild are apart from the global ones", async () => {
    await bot.request("POST", global, named("draw"));
    const own = await bot.request("POST", guild, named("limits"));
    assert.deepEqual([(await listed(global)).length, (await listed(guild)).length], [1, 1]);
    const strange = await bot.request("GET", `${global}/${String(own.body["id"])}`);
    assert.deepEqual([strange.status, strange.body["code"]], [404, 10063]);
    assert.equal((await bot.request("DELETE", `${guild}/${String(own.body["id"])}`)).status, 204);
    assert.deepEqual(await listed(guild), []);
  });

  it("come without their localizations unless asked for", async () => {
    await bot.request("POST", global, { ...named("draw"), name_localizations: { "zh-CN": "画" } });
    const [plain] = await listed(global);
    assert.equal("name_localizations" in (plain ?? {}), false);
    const [whole] = await listed(`${global}?with_localizations=true`);
    assert.deepEqual((whole as unknown as { name_localizations: object }).name_localizations, { "zh-CN": "画" });
  });

  it("are a hundred at most", async () => {
    assert.equal((await bot.request("PUT", global, many(100))).status, 200);
    const above = await bot.request("POST", global, named("draw"));
    assert.deepEqual([above.status, above.body["code"]], [400, 30032]);
  });

  it("are created two hundred times a day at most, changes not counted", async () => {
    await bot.request("PUT", global, many(100));
    await bot.request("PUT", global, many(100));
    assert.equal((await bot.request("PUT", global, many(100, "d"))).status, 200);
    const above = await bot.request("PUT", global, [named("draw")]);
    assert.deepEqual([above.status, above.body["code"]], [400, 30034]);
    assert.equal((await listed(global)).length, 100);
    clock.advance(DAY_MS);
    assert.equal((await bot.request("PUT", global, [named("draw")])).status, 200);
  });

  it("that break a rule are refused with the place of the fault", async () => {
    const refused = await bot.request("PUT", global, [named("draw"), named("Not Allowed")]);
    assert.deepEqual([refused.status, refused.body["code"]], [400, 50035]);
    assert.ok("1" in (refused.body["errors"] as object));
    assert.deepEqual(await listed(global), []);
  });

  it("brought along by a person serve where they are made for it, with five follow-ups", async () => {
    await bot.request("PUT", global, [named("guilds"), { ...named("anywhere"), integration_types: [1] }]);
    const mira = await person(discord, "Mira");
    const names = async (channel: string) => (await mira.commands(channel)).map((command) => command.name);
    await mira.install();
    assert.deepEqual(await names("cafe"), ["anywhere"], "the bot is not in that guild");
    assert.deepEqual(await names("general"), ["guilds", "anywhere"]);
    const asked = mira.command("anywhere", {}, { channel: "cafe" });
    const { payload, ...to } = await bot.interaction();
    assert.deepEqual(payload["authorizing_integration_owners"], { "1": mira.id });
    await bot.callback(to, { type: 4, data: { content: "here" } });
    await asked;
    for (let sent = 0; sent < 5; sent += 1) await bot.webhook("POST", to, "", { content: "more" });
    const read = await bot.request("GET", `/channels/${mira.channel("cafe")}`, undefined);
    assert.deepEqual([read.status, read.body["code"]], [403, 50001], "it has no voice of its own there");
    const sixth = await bot.webhook("POST", to, "", { content: "more" });
    assert.deepEqual([sixth.status, sixth.body["code"]], [400, 40094]);
  });
});
