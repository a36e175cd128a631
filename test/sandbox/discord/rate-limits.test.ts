import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot, send } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

describe("rate limits and faults", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
    bot = await RawBot.login(discord);
    mira = await person(discord, "Mira");
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const write = (channel: string) =>
    bot.request("POST", `/channels/${mira.channel(channel)}/messages`, { content: "x" });

  it("count down a bucket for each channel, answer 429 with the wait, and start anew after it", async () => {
    const remaining: (string | null)[] = [];
    for (let sent = 0; sent < 5; sent += 1) remaining.push((await write("art")).headers.get("x-ratelimit-remaining"));
    assert.deepEqual(remaining, ["4", "3", "2", "1", "0"]);
    clock.advance(1_500);
    const refused = await write("art");
    assert.equal(refused.status, 429);
    assert.deepEqual(refused.body, { message: "You are being rate limited.", retry_after: 3.5, global: false });
    assert.equal(refused.headers.get("retry-after"), "4");
    assert.equal(refused.headers.get("x-ratelimit-scope"), "user");
    assert.equal((await write("general")).status, 200);
    clock.advance(3_500);
    assert.equal((await write("art")).status, 200);
  });

  it("give each interaction token a bucket of its own and leave callbacks free", async () => {
    await bot.registerCommands([{ name: "draw", description: "Draws" }]);
    const begin = async () => {
      const answer = mira.command("draw");
      const to = await bot.interaction();
      const callback = await bot.callback(to, { type: 5 });
      assert.equal(callback.headers.get("x-ratelimit-limit"), null);
      await answer;
      return to;
    };
    const [first, second] = [await begin(), await begin()];
    const edit = (to: { token: string }) => bot.webhook("PATCH", to, "/messages/@original", { content: "x" });
    for (let sent = 0; sent < 5; sent += 1) await edit(first);
    assert.equal((await edit(first)).status, 429);
    assert.equal((await edit(second)).status, 200);
  });

  it("stop the bot after fifty requests a second, except at interactions", async () => {
    const statuses = [];
    for (let sent = 0; sent < 51; sent += 1) statuses.push((await bot.request("GET", "/users/@me")).status);
    assert.deepEqual([statuses.slice(0, 50).every((status) => status === 200), statuses[50]], [true, 429]);
    const callback = await bot.callback({ id: "1290000000000000999", token: "x" }, { type: 5 });
    assert.equal(callback.status, 404);
    clock.advance(1_000);
    assert.equal((await bot.request("GET", "/users/@me")).status, 200);
  });

  it("happen by name, as often as asked, on the routes asked for", async () => {
    discord.faults.add({ kind: "5xx", route: /^POST \/channels/, times: 2 });
    assert.equal((await bot.request("GET", "/users/@me")).status, 200);
    assert.deepEqual(
      [(await write("art")).status, (await write("art")).status, (await write("art")).status],
      [503, 503, 200],
    );
    discord.faults.add({ kind: "429_global", retryAfterMs: 2_500 });
    const refused = await write("art");
    assert.deepEqual([refused.status, refused.body["global"], refused.body["retry_after"]], [429, true, 2.5]);
    assert.equal(refused.headers.get("x-ratelimit-global"), "true");
    for (const [kind, status, number] of [
      ["token_expired", 401, 50027],
      ["missing_permissions", 403, 50013],
      ["unauthorized", 401, 0],
      ["unknown_message", 404, 10008],
      ["unknown_channel", 404, 10003],
      ["direct_messages_closed", 403, 50007],
    ] as const) {
      discord.faults.add({ kind });
      const answered = await bot.request("GET", "/users/@me");
      assert.deepEqual([answered.status, answered.body["code"]], [status, number]);
    }
  });

  it("break the connection before or after the request took effect", async () => {
    discord.faults.add({ kind: "reset", route: "/messages" });
    await assert.rejects(write("art"));
    assert.deepEqual(await mira.messages("art"), []);
    discord.faults.add({ kind: "reset_after", route: "/messages" });
    await assert.rejects(write("art"));
    assert.deepEqual(await mira.transcript("art"), ["Easel: x"]);
  });

  it("break off an upload, and let what carries no file go by", async () => {
    discord.faults.add({ kind: "reset_upload" });
    await write("art");
    const route = `/channels/${mira.channel("art")}/messages`;
    const files = [{ name: "a.txt", bytes: new Uint8Array(200_000) }];
    await assert.rejects(bot.request("POST", route, { content: "y" }, files));
    assert.deepEqual(await mira.transcript("art"), ["Easel: x"]);
    assert.equal((await bot.request("POST", route, { content: "z" }, files)).status, 200);
  });

  it("ban an address that sends ten thousand invalid requests in ten minutes", async () => {
    discord.settings.invalidRequestsAllowed = 3;
    for (let sent = 0; sent < 3; sent += 1) assert.equal((await send(discord, "GET", "/users/@me", {})).status, 401);
    assert.equal((await bot.request("GET", "/users/@me")).status, 429);
    clock.advance(10 * 60_000);
    assert.equal((await bot.request("GET", "/users/@me")).status, 200);
  });
});
