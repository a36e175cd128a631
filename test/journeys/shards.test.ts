import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { openOperating } from "../support/operating.ts";
import { setAuditChannel } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** Where the commands were put, in order: "" is everywhere. */
function told({ discord }: Pick<Studio, "discord">): string[] {
  const puts = discord.requests().filter(({ method, route }) => method === "PUT" && route.endsWith("/commands"));
  return puts.map(({ route, body }) => {
    const [, guild = ""] = /guilds\/(\d+)/.exec(route) ?? [];
    return `${guild}${Array.isArray(body) && body.length === 0 ? " nothing" : ""}`;
  });
}

test("two gateways with a shard each answer their own guilds, and one of them tells Discord the commands", async (t) => {
  const studio = await openStudio(t, { database: "postgres", environment: { SHARDS: "0/2" } });
  const { bot, another, discord, mira, seen, until, log } = studio;
  const other = another({ SHARDS: "1/2" });
  await other.start();
  assert.deepEqual(discord.shards(), ["0/2", "1/2"]);
  assert.deepEqual(told(studio), [""]);
  assert.equal(await bot.watched.unready(), null);
  assert.ok(log.some((line) => line.includes('"shards":[1],"of":2')));
  // The studio is a guild of shard 1; a direct message is for shard 0.
  await mira.command("flux", { prompt: "a lighthouse" });
  await mira.command("flux", { prompt: "a heron" }, { channel: "dm" });
  await seen(mira, /\[Again\]/);
  await seen(mira, /\[Again\]/, "dm");
  await other.stop();
  let outcome = "";
  void mira.command("flux", { prompt: "nobody" }).then((asked) => {
    outcome = asked.outcome;
  });
  await until("the end of Discord's patience", () => outcome !== "");
  assert.equal(outcome, "failed");
});

test("while one process takes over from another, every interaction is answered, and by one of them", async (t) => {
  const environment = { STOP_GRACE_SECONDS: "600" };
  const studio = await openStudio(t, { database: "postgres", environment });
  const { bot, another, discord, relay, mira, until, log } = studio;
  const database = await openDatabase({ url: bot.config.databaseUrl ?? "" });
  t.after(() => database.destroy());
  const next = another();
  const ask = async (what: string, options = {}) => {
    let outcome = "";
    const asked = mira.command(what, options).then((answer) => {
      outcome = answer.outcome;
    });
    await until(`an answer to /${what}`, () => outcome !== "");
    await asked;
    assert.equal(outcome, "answered");
  };
  let pictures = 0;
  /** A picture first, and other questions as long as it lasts. */
  const askWhile = async (change: Promise<unknown>) => {
    let isChanging = true;
    const changed = change.finally(() => {
      isChanging = false;
    });
    pictures += 1;
    await ask("flux", { prompt: `picture ${pictures}` });
    while (isChanging) await ask("help");
    await changed;
  };
  await askWhile(next.start());
  assert.deepEqual(discord.shards(), ["0/1", "0/1"]);
  await askWhile(Promise.resolve());
  await askWhile(bot.stop());
  assert.deepEqual(discord.shards(), ["0/1"]);
  // Stopped before the next one has come up, which takes a moment, it goes on until then.
  discord.faults.add({ kind: "429", route: "/gateway/bot", retryAfterMs: 1_500 });
  const coming = bot.start();
  await until("the next one's announcement", async () => {
    return (await database.selectFrom("serving").selectAll().execute()).length === 2;
  });
  const stopping = next.stop();
  await setAuditChannel(studio);
  await askWhile(Promise.all([coming, stopping]));
  assert.ok(!log.some((line) => line.includes("a message to moderators could not be sent")));
  assert.deepEqual(discord.shards(), ["0/1"]);
  await until("all pictures", async () => {
    return (await mira.transcript()).filter((line) => line.endsWith("[Again]")).length === pictures;
  });
  assert.equal(relay.requests().filter(({ method }) => method === "POST").length, pictures);
});

test("where it cannot be known whether another process answers, nothing is done, and the person reads so", async (t) => {
  const { bot, relay, mira, seen } = await openStudio(t, { database: "postgres" });
  const database = await openDatabase({ url: bot.config.databaseUrl ?? "" });
  t.after(() => database.destroy());
  await database.schema.alterTable("taken_interactions").renameTo("elsewhere").execute();
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /could not be written down, so it was not sent and nothing was charged/);
  assert.equal((await mira.messages()).length, 1);
  await database.schema.alterTable("elsewhere").renameTo("taken_interactions").execute();
  await mira.command("flux", { prompt: "a second fox" });
  await seen(mira, /“Picture 1 of 1: a second fox”/);
  assert.equal(relay.ledger().accepted, 1);
});

test("where the commands cannot be told, the bot starts all the same, with those that Discord knows", async (t) => {
  const { bot, log, mira, seen } = await openStudio(t, { database: "sqlite" });
  await bot.stop();
  const database = await openDatabase(join(bot.config.dataDir, "easel.db"));
  await database.schema.alterTable("told_commands").renameTo("elsewhere").execute();
  await database.destroy();
  await bot.start();
  assert.ok(log.some((line) => line.includes("Discord could not be told the commands")));
  await mira.command("flux", { prompt: "a lighthouse" });
  await seen(mira, /a lighthouse/);
});

test("a bot on all shards that Discord recommends answers everywhere", async (t) => {
  const { bot, discord, mira, seen } = await openStudio(t);
  discord.settings.gateway.recommendedShards = 3;
  discord.settings.gateway.maxConcurrency = 3;
  await bot.restart();
  assert.deepEqual(discord.shards(), ["0/3", "1/3", "2/3"]);
  await mira.command("flux", { prompt: "a lighthouse" });
  await seen(mira, /a lighthouse/);
});

test("commands are told once, again where they changed or somebody else changed them, and taken from a former home", async (t) => {
  const studio = await openOperating(t);
  const { bot, discord } = studio;
  const other = discord.settings.bringInto("Another home");
  const [first, home] = ["", ID.guild];
  assert.deepEqual(told(studio), [first, home]);
  await bot.restart();
  assert.deepEqual(told(studio), [first, home]);
  await bot.restart({ PRIVATE_USE: "off" });
  assert.deepEqual(told(studio), [first, home, first]);
  const commands = `${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`;
  const headers = { authorization: `Bot ${discord.token}`, "content-type": "application/json" };
  await fetch(commands, { method: "POST", headers, body: JSON.stringify({ name: "stray", description: "Stray" }) });
  await bot.restart();
  assert.deepEqual(told(studio), [first, home, first, first]);
  await bot.restart({ HOME_GUILD_ID: other.guild });
  assert.deepEqual(told(studio).slice(4), [other.guild, `${home} nothing`]);
  await bot.restart();
  assert.equal(told(studio).length, 6);
});
