import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { person } from "../../support/person.ts";
import { RawBot, RawGateway } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const MESSAGE_CONTENT = 1 << 15;
const [HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK] = [1, 2, 6, 7, 9, 10, 11] as const;

describe("the gateway", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
  });
  afterEach(() => discord.stop());

  const open = (query?: string) => new RawGateway(discord, query);
  const resume = (session: string, seq: number, token = discord.token) => ({ token, session_id: session, seq });

  it("greets, takes the token and says that it is ready", async () => {
    const gateway = open();
    const hello = await gateway.op(HELLO);
    assert.equal(hello.d["heartbeat_interval"], 41_250);
    gateway.send(IDENTIFY, { token: `Bot ${discord.token}`, intents: 0, properties: {} });
    const ready = await gateway.event("READY");
    await gateway.settle();
    assert.equal(ready.s, 1);
    assert.equal(ready.d["resume_gateway_url"], `${discord.url.replace("http", "ws")}/gateway`);
    assert.deepEqual(
      (ready.d["guilds"] as { unavailable: boolean }[]).map((guild) => guild.unavailable),
      [true],
    );
    assert.deepEqual(ready.d["application"], { id: discord.applicationId, flags: 0 });
    assert.deepEqual(gateway.left, []);
  });

  it("sends the guilds to whoever asks for them by intent", async () => {
    const gateway = open();
    await gateway.identify(discord.token, GUILDS);
    const guild = (await gateway.event("GUILD_CREATE")).d;
    const names = (list: unknown) => (list as { name: string }[]).map((each) => each.name);
    assert.deepEqual(names(guild["channels"]), ["Studio", "general", "art", "after-dark", "announcements"]);
    assert.deepEqual(names(guild["threads"]), ["lighthouse studies"]);
    assert.ok((guild["roles"] as { id: string }[]).some((role) => role.id === guild["id"]));
  });

  it("acknowledges heartbeats", async () => {
    const gateway = open();
    await gateway.identify(discord.token);
    gateway.send(HEARTBEAT, 1);
    await gateway.op(ACK);
  });

  it("closes on a wrong token, on a second identify, on nonsense and on unknown intents", async () => {
    const wrong = open();
    await wrong.op(HELLO);
    wrong.send(IDENTIFY, { token: "wrong", intents: 0, properties: {} });
    assert.equal(await wrong.closed, 4004);
    const twice = open();
    await twice.identify(discord.token);
    twice.send(IDENTIFY, { token: discord.token, intents: 0, properties: {} });
    assert.equal(await twice.closed, 4005);
    const nonsense = open();
    await nonsense.op(HELLO);
    nonsense.sendText("{");
    assert.equal(await nonsense.closed, 4002);
    const intents = open();
    await intents.op(HELLO);
    intents.send(IDENTIFY, { token: discord.token, intents: 2 ** 30, properties: {} });
    assert.equal(await intents.closed, 4013);
    assert.equal(await open("?v=6&encoding=json").closed, 4012);
  });

  it("closes on too many events in a minute", async () => {
    const gateway = open();
    await gateway.identify(discord.token);
    for (let sent = 0; sent < 120; sent += 1) gateway.send(HEARTBEAT, null);
    assert.equal(await gateway.closed, 4008);
  });

  it("plays again what a dropped client missed, in order and once", async () => {
    const gateway = open();
    const { session_id } = await gateway.identify(discord.token, GUILD_MESSAGES | MESSAGE_CONTENT);
    const mira = await person(discord, "Mira");
    await mira.write("one");
    const { s: seen } = await gateway.event("MESSAGE_CREATE");
    await gateway.drop();
    await mira.write("two");
    await mira.write("three");
    const again = open();
    await again.op(HELLO);
    again.send(RESUME, resume(String(session_id), seen ?? 0));
    await again.event("RESUMED");
    const contents = [await again.event("MESSAGE_CREATE"), await again.event("MESSAGE_CREATE")];
    assert.deepEqual(
      contents.map((event) => event.d["content"]),
      ["two", "three"],
    );
    await mira.write("four");
    assert.equal((await again.event("MESSAGE_CREATE")).d["content"], "four");
    await again.settle();
    assert.deepEqual(again.left, []);
  });

  it("delivers an interaction that came while the client was away, if it is back in time", async () => {
    const bot = await RawBot.login(discord);
    await bot.registerCommands([{ name: "draw", description: "Draws" }]);
    const other = open();
    const { session_id } = await other.identify(discord.token);
    await bot.stop();
    await other.drop();
    const mira = await person(discord, "Mira");
    const answer = mira.command("draw");
    const back = open();
    await back.op(HELLO);
    back.send(RESUME, resume(String(session_id), 1));
    const { d } = await back.event("INTERACTION_CREATE");
    await bot.callback({ id: String(d["id"]), token: String(d["token"]) }, { type: 5 });
    assert.equal((await answer).outcome, "answered");
  });

  it("does not resume a session that was closed, is unknown or has waited too long", async () => {
    const closed = open();
    const first = await closed.identify(discord.token);
    await closed.close(1000);
    const dropped = open();
    const second = await dropped.identify(discord.token);
    await dropped.drop();
    // The server learns of the drop a moment later; presence tells when it has.
    while ((await person(discord, "Mira")).world.bot?.online) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(90_000);
    for (const session of [String(first["session_id"]), String(second["session_id"]), "unknown"]) {
      const gateway = open();
      await gateway.op(HELLO);
      gateway.send(RESUME, resume(session, 1));
      const refused = await gateway.op(INVALID_SESSION);
      assert.equal(refused.d, false);
      // After op 9 the same connection may identify anew.
      gateway.send(IDENTIFY, { token: discord.token, intents: 0, properties: {} });
      await gateway.event("READY");
    }
  });

  it("asks to reconnect, drops, refuses a resume and falls silent when told to", async () => {
    const gateway = open();
    const { session_id } = await gateway.identify(discord.token);
    discord.faults.add({ kind: "reconnect" });
    await gateway.op(RECONNECT);
    discord.faults.add({ kind: "no_heartbeat_ack" });
    gateway.send(HEARTBEAT, 1);
    gateway.send(HEARTBEAT, 1);
    await gateway.op(ACK);
    assert.deepEqual(gateway.left, []);
    discord.faults.add({ kind: "gateway_drop" });
    assert.equal(await gateway.closed, 1006);
    discord.faults.add({ kind: "invalid_session" });
    const again = open();
    await again.op(HELLO);
    again.send(RESUME, resume(String(session_id), 1));
    assert.equal((await again.op(INVALID_SESSION)).d, false);
  });

  it("leaves nothing running behind when it stops", async () => {
    const own = new FakeClock();
    const other = await startSandboxDiscord({ clock: own });
    const gateway = new RawGateway(other);
    await gateway.identify(other.token);
    const bot = await RawBot.login(other);
    await bot.registerCommands([{ name: "draw", description: "Draws" }]);
    const asked = (await person(other, "Mira")).command("draw").catch(() => undefined);
    await bot.interaction();
    await other.stop();
    await asked;
    assert.deepEqual([await gateway.closed, await bot.gateway.closed], [1006, 1006]);
    assert.equal(own.pending, 0);
  });

  it("compresses with zlib-stream for clients that ask for it", async () => {
    const gateway = open("?v=10&encoding=json&compress=zlib-stream");
    await gateway.identify(discord.token, GUILDS);
    assert.equal((await gateway.event("GUILD_CREATE")).d["name"], "Easel Studio");
  });

  it("keeps what people write from a bot without the intent for it", async () => {
    const none = open();
    await none.identify(discord.token);
    const blind = open();
    await blind.identify(discord.token, GUILD_MESSAGES);
    const mira = await person(discord, "Mira");
    await mira.write("not for bots");
    assert.equal((await blind.event("MESSAGE_CREATE")).d["content"], "");
    await none.settle();
    assert.deepEqual(none.left, []);
  });

  it("gives a guild's events to its shard only", async () => {
    const [here, elsewhere] = [open(), open()];
    const shardOf = Number((BigInt("1290000000000000100") >> 22n) % 2n);
    for (const [gateway, shard] of [
      [here, shardOf],
      [elsewhere, 1 - shardOf],
    ] as const) {
      await gateway.op(HELLO);
      gateway.send(IDENTIFY, { token: discord.token, intents: GUILD_MESSAGES, shard: [shard, 2], properties: {} });
      await gateway.event("READY");
    }
    await (await person(discord, "Mira")).write("hello");
    await here.event("MESSAGE_CREATE");
    await elsewhere.settle();
    assert.deepEqual(elsewhere.left, []);
  });
});
