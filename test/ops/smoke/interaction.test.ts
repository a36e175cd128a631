import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { startDiscord } from "../../../sandbox/discord/start.ts";
import { startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import { readConfig } from "../../../src/config.ts";
import { lockDirectory } from "../../../src/ops/directory-lock.ts";
import type { Observation } from "../../../src/ops/smoke/notebook.ts";
import { runTask } from "../../../src/ops/tasks.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { person } from "../../support/person.ts";

test("with --wait-for-command a reply is edited past the end of its token", { timeout: 60_000 }, async (t) => {
  const clock = new FakeClock();
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  const store = openStore();
  const place = { port: 0, clock, store };
  const relay = await startRelay({ ...place, filesDirectory: join(directory, "relay") });
  const discord = await startDiscord({ ...place, filesDirectory: join(directory, "discord") });
  discord.settings.rateLimits = false;
  discord.settings.gateway.startLimits = false;
  t.after(async () => {
    await discord.stop();
    await relay.stop();
    store.close();
    await rm(directory, { recursive: true, force: true });
  });
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    RELAY_URL: relay.url,
    RELAY_KEY: relay.key,
    DATA_DIR: join(directory, "bot"),
  };
  const mira = await person(discord, "Mira");
  const file = join(directory, "smoke.json");
  const given = ["--channel", mira.channel("art"), "--yes", "--wait-for-command", "--file", file];
  const printed: string[] = [];
  const context = {
    outcome: readConfig(environment),
    clock,
    print(text: string) {
      printed.push(text);
      if (text.includes("Now use /easel-smoke")) void mira.command("easel-smoke", {}, { channel: "art" });
    },
  };

  const held = lockDirectory(environment.DATA_DIR);
  assert.equal(await runTask("smoke", given, context), 2);
  assert.match(printed.join(""), /^Stop Easel first/);
  held?.release();

  let code: number | null = null;
  const run = runTask("smoke", given, context).then((ended) => {
    code = ended;
  });
  while (code === null) {
    await setTimeout(4);
    clock.advance(printed.some((line) => line.includes("Now it waits")) ? 1_000 : 250);
  }
  await run;
  const text = await readFile(file, "utf8");
  const observations: Observation[] = JSON.parse(text).observations;
  const found = (what: string) => observations.find((each) => each.what === what) ?? assert.fail(printed.join(""));
  assert.equal(code, 0, printed.join(""));
  assert.match(found("answering a command").found, /^taken after \d+ ms, with an id$/);
  assert.equal(found("what the interaction says of files").verdict, "as expected");
  assert.equal(found("an edit of the reply after 14 minutes").verdict, "as expected");
  assert.equal(found("an edit of the reply after 15 minutes").found, "401, code 50027");
  assert.equal(found("the same edit through the channel").verdict, "as expected");
  assert.match((await mira.transcript("art")).join("\n"), /edited after a quarter of an hour/);
  assert.deepEqual(
    (await mira.commands(mira.channel("art"))).map(({ name }) => name),
    [],
  );
  const token = discord
    .requests()
    .find(({ route }) => route.startsWith("/webhooks/"))
    ?.route.split("/")[3];
  assert.ok(token !== undefined && !(text + printed.join("")).includes(token));
});
