import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../../../sandbox/store.ts";
import { person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const DRAW = { name: "draw", description: "Draws" };

test("after a restart everything is found again, and the bot can still answer", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sandbox-discord-"));
  const options = { store: openStore(join(directory, "store.sqlite")), filesDirectory: directory };
  const first = await startSandboxDiscord(options);
  const firstBot = await RawBot.login(first);
  await firstBot.registerCommands([DRAW]);
  const before = await person(first, "Mira");
  const asked = before.command("draw");
  const to = await firstBot.interaction();
  await firstBot.callback(to, { type: 5 });
  await asked;
  await firstBot.stop();
  await first.stop();
  options.store.close();

  const second = await startSandboxDiscord({ ...options, store: openStore(join(directory, "store.sqlite")) });
  const secondBot = await RawBot.login(second);
  const after = await person(second, "Mira");
  assert.deepEqual(await after.transcript(), ["Easel: is thinking…"]);
  const files = [{ name: "a.txt", bytes: Buffer.from("kept") }];
  assert.equal((await secondBot.webhook("PATCH", to, "/messages/@original", { content: "here" }, files)).status, 200);
  assert.deepEqual(await after.transcript(), ["Easel: here", "Easel: <a.txt>"]);
  assert.equal((await after.commands()).length, 1);
  await secondBot.stop();
  await second.stop();
});
