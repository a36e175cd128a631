import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const MINUTE_MS = 60_000;
const DRAW = {
  name: "draw",
  description: "Draws a picture",
  options: [{ type: 3, name: "prompt", description: "What" }],
};
const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;
const text = (content: string) => ({ flags: V2, components: [{ type: 10, content }] });

describe("an interaction", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    await bot.registerCommands([DRAW]);
    mira = await person(discord, "Mira");
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const draw = async () => {
    const answer = mira.command("draw", { prompt: "a lighthouse" }, { channel: "art" });
    return { answer, ...(await bot.interaction()) };
  };

  it("tells the application who asks, where, and what is allowed there", async () => {
    const { payload, answer, ...to } = await draw();
    await bot.callback(to, { type: 5 });
    await answer;
    const { guild, channel, member, data, locale, guild_locale, context, attachment_size_limit } = payload as never;
    assert.deepEqual(guild, { id: mira.world.guilds[0]?.id, locale: "en-US", features: [] });
    assert.equal((channel as { name: string }).name, "art");
    assert.equal((member as { user: { id: string } }).user.id, mira.id);
    assert.match((member as { permissions: string }).permissions, /^\d+$/);
    assert.deepEqual((data as { options: unknown }).options, [{ type: 3, name: "prompt", value: "a lighthouse" }]);
    assert.deepEqual([locale, guild_locale, context, attachment_size_limit], ["en-US", "en-US", 0, 10 * 1024 * 1024]);
    assert.deepEqual(payload["entitlements"], []);
    assert.deepEqual(payload["authorizing_integration_owners"], { "0": mira.world.guilds[0]?.id });
    assert.equal(BigInt(String(payload["app_permissions"])) & (1n << 15n), 1n << 15n);
  });

  it("is answered in time with a message that everyone sees", async () => {
    const { answer, ...to } = await draw();
    clock.advance(2_999);
    assert.equal((await bot.callback(to, { type: 4, data: { content: "done" } })).status, 204);
    assert.deepEqual(await answer, { outcome: "answered", interaction: to.id });
    const theo = await person(discord, "Theo");
    assert.deepEqual(await theo.transcript("art"), ["Easel: done"]);
  });

  it("is lost to the application after three seconds", async () => {
    const { answer, ...to } = await draw();
    clock.advance(3_000);
    assert.deepEqual(await answer, { outcome: "failed", reason: "no_answer" });
    const late = await bot.callback(to, { type: 5 });
    assert.deepEqual([late.status, late.body["code"]], [404, 10062]);
    const edit = await bot.webhook("PATCH", to, "/messages/@original", { content: "too late" });
    assert.deepEqual([edit.status, edit.body["code"]], [404, 10015]);
  });

  it("can be acknowledged once only", async () => {
    const { answer, ...to } = await draw();
    await bot.callback(to, { type: 5 });
    await answer;
    const again = await bot.callback(to, { type: 5 });
    assert.deepEqual([again.status, again.body["code"]], [400, 40060]);
    assert.equal(
      discord.violations().some((violation) => violation.rule === "40060"),
      true,
    );
  });

  it("keeps its token for fifteen minutes, and its message longer", async () => {
    const { answer, ...to } = await draw();
    const deferred = await bot.callback(to, { type: 5 }, "?with_response=true");
    await answer;
    clock.advance(15 * MINUTE_MS - 1);
    assert.equal((await bot.webhook("PATCH", to, "/messages/@original", text("in time"))).status, 200);
    clock.advance(1);
    const late = await bot.webhook("PATCH", to, "/messages/@original", text("late"));
    assert.deepEqual([late.status, late.body["code"]], [401, 50027]);
    const { message } = deferred.body["resource"] as { message: { id: string; channel_id: string } };
    const route = `/channels/${message.channel_id}/messages/${message.id}`;
    assert.equal((await bot.request("PATCH", route, text("by the channel"))).status, 200);
    assert.deepEqual(await mira.transcript("art"), ["Easel: by the channel"]);
  });

  it("shows that the bot is thinking until the deferred answer is edited, which counts as no edit", async () => {
    const { answer, ...to } = await draw();
    await bot.callback(to, { type: 5 });
    await answer;
    assert.deepEqual(await mira.transcript("art"), ["Easel: is thinking…"]);
    const edited = await bot.webhook("PATCH", to, "/messages/%40original", text("here"));
    assert.equal(edited.body["edited_timestamp"], null);
    assert.deepEqual(await mira.transcript("art"), ["Easel: here"]);
  });

  it("deferred for its person only is seen by nobody else and not by the bot's channel route", async () => {
    const { answer, ...to } = await draw();
    const deferred = await bot.callback(to, { type: 5, data: { flags: EPHEMERAL } }, "?with_response=true");
    await answer;
    await bot.webhook("PATCH", to, "/messages/@original", { content: "a secret" });
    const nils = await person(discord, "Nils");
    assert.deepEqual(await mira.transcript("art"), ["Easel (only you): a secret"]);
    assert.deepEqual(await nils.transcript("art"), []);
    const { message } = deferred.body["resource"] as { message: { id: string; channel_id: string } };
    const route = `/channels/${message.channel_id}/messages/${message.id}`;
    const edit = await bot.request("PATCH", route, { content: "x" });
    assert.deepEqual([edit.status, edit.body["code"]], [404, 10008]);
  });

  it("takes the first follow-up after a deferral as the answer, and the next as a message of its own", async () => {
    const { answer, ...to } = await draw();
    await bot.callback(to, { type: 5 });
    await answer;
    await bot.webhook("POST", to, "", { content: "first" });
    const second = await bot.webhook("POST", to, "", { content: "second", flags: EPHEMERAL });
    assert.deepEqual(await mira.transcript("art"), ["Easel: first", "Easel (only you): second"]);
    const route = `/messages/${String(second.body["id"])}`;
    await bot.webhook("PATCH", to, route, { content: "changed" });
    assert.equal((await bot.webhook("GET", to, route)).body["content"], "changed");
    assert.equal((await bot.webhook("DELETE", to, route)).status, 204);
    assert.equal((await bot.webhook("GET", to, route)).body["code"], 10008);
  });

  it("reaches no other interaction's messages", async () => {
    const { answer, ...first } = await draw();
    await bot.callback(first, { type: 4, data: { content: "mine" } });
    await answer;
    const { answer: other, ...second } = await draw();
    await bot.callback(second, { type: 4, data: { content: "yours" } });
    await other;
    const mine = (await bot.webhook("GET", first, "/messages/@original")).body["id"];
    const stolen = await bot.webhook("PATCH", second, `/messages/${String(mine)}`, { content: "stolen" });
    assert.deepEqual([stolen.status, stolen.body["code"]], [404, 10008]);
  });

  it("waits three seconds for a bot that is not there", async () => {
    await bot.stop();
    const theo = await person(discord, "Theo");
    while (theo.world.bot?.online && (await person(discord, "Theo")).world.bot?.online) await Promise.resolve();
    const asked = theo.command("draw", {}, { channel: "art" });
    while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(3_000);
    assert.deepEqual(await asked, { outcome: "failed", reason: "no_answer" });
  });

  it("refuses an answer of a type that does not fit", async () => {
    const { answer, ...to } = await draw();
    const update = await bot.callback(to, { type: 7, data: { content: "x" } });
    assert.deepEqual([update.status, update.body["code"]], [400, 50035]);
    assert.equal((await bot.callback(to, { type: 4, data: { content: "x" } })).status, 204);
    await answer;
  });

  it("does not serve with a made-up token", async () => {
    const made = { id: "1290000000000000999", token: "bm8" };
    assert.equal((await bot.callback(made, { type: 5 })).body["code"], 10062);
    const edit = await bot.webhook("PATCH", made, "/messages/@original", { content: "x" });
    assert.deepEqual([edit.status, edit.body["code"]], [404, 10015]);
  });
});
