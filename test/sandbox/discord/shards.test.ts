import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot, RawGateway, send } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const [RESUME, INVALID_SESSION] = [6, 9];

describe("shards at the sandbox's Discord", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  let mira: Person;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
    mira = await person(discord, "Mira");
  });
  afterEach(() => discord.stop());

  const open = async (...shard: unknown[]) => {
    const gateway = new RawGateway(discord);
    const { session_id } = await gateway.identify(discord.token, 0, shard);
    return Object.assign(gateway, { session: String(session_id) });
  };
  const closing = async (...shard: unknown[]) => {
    const gateway = new RawGateway(discord);
    await gateway.greet(discord.token, 0, shard);
    return gateway.closed;
  };
  const register = async () => {
    const commands = [{ name: "draw", description: "Draws" }];
    await new RawBot(discord).registerCommands(commands);
  };
  /** What becomes of a command that nobody answers. */
  const unanswered = async (asked: Promise<unknown>) => {
    while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(3_000);
    return asked;
  };

  it("takes no shard that cannot be", async () => {
    assert.deepEqual(
      await Promise.all([closing(2, 2), closing(-1, 2), closing(0), closing("a", 2), closing(0.5, 2)]),
      [4010, 4010, 4010, 4010, 4010],
    );
  });

  it("wants several shards where one would have too many guilds", async () => {
    discord.settings.gateway.guildsPerShard = 1;
    // The studio falls to shard 1 of 2, one made in an even millisecond to shard 0.
    clock.advance(clock.now() % 2);
    discord.settings.bringInto("Elsewhere");
    assert.equal(await closing(0, 1), 4011);
    for (const index of [0, 1]) await open(index, 2);
    assert.deepEqual(discord.shards(), ["0/2", "1/2"]);
  });

  it("says how many shards it recommends, and holds who identifies to max_concurrency and to a day's starts", async () => {
    Object.assign(discord.settings.gateway, { startLimits: true, recommendedShards: 4, maxConcurrency: 2 });
    await open(0, 4);
    await open(1, 4);
    const early = new RawGateway(discord);
    await early.greet(discord.token, 0, [2, 4]);
    assert.equal((await early.op(INVALID_SESSION)).d, false);
    clock.advance(5_000);
    await open(2, 4);
    const authorization = `Bot ${discord.token}`;
    const { body } = await send(discord, "GET", "/gateway/bot", { authorization });
    assert.deepEqual(body["shards"], 4);
    assert.deepEqual(body["session_start_limit"], {
      total: 1_000,
      remaining: 996,
      reset_after: 24 * 60 * 60_000 - 5_000,
      max_concurrency: 2,
    });
    discord.settings.gateway.sessionStarts = 4;
    assert.equal(await closing(3, 4), 4004);
  });

  it("sends an interaction to every session of its guild's shard, and from outside guilds to shard 0", async () => {
    await register();
    const [zero, one, twin] = [await open(0, 2), await open(1, 2), await open(1, 2)];
    const asked = mira.command("draw");
    const ids = [await one.event("INTERACTION_CREATE"), await twin.event("INTERACTION_CREATE")].map(({ d }) => d["id"]);
    assert.equal(ids[0], ids[1]);
    assert.deepEqual(await unanswered(asked), { outcome: "failed", reason: "no_answer" });
    const alone = mira.command("draw", {}, { channel: "dm" });
    await zero.event("INTERACTION_CREATE");
    await unanswered(alone);
    await Promise.all([zero, one, twin].map((gateway) => gateway.settle()));
    assert.deepEqual([zero.left, one.left, twin.left], [[], [], []]);
  });

  it("loses what comes while nobody is connected for the shard, unless that session is resumed in time", async () => {
    await register();
    const zero = await open(0, 2);
    assert.deepEqual(await unanswered(mira.command("draw")), { outcome: "failed", reason: "no_answer" });
    const one = await open(1, 2);
    await one.drop();
    while (discord.shards().length > 1) await new Promise((resolve) => setImmediate(resolve));
    const asked = mira.command("draw");
    const back = new RawGateway(discord);
    await back.op(10);
    back.send(RESUME, { token: discord.token, session_id: one.session, seq: 1 });
    const { d } = await back.event("INTERACTION_CREATE");
    const to = { id: String(d["id"]), token: String(d["token"]) };
    await new RawBot(discord).callback(to, { type: 5 });
    assert.equal(((await asked) as { outcome: string }).outcome, "answered");
    await zero.settle();
    assert.deepEqual(zero.left, []);
  });
});
