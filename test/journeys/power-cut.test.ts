import assert from "node:assert/strict";
import { readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openStudio, type Studio } from "../support/studio.ts";

function storedPictures({ bot }: Studio): string[] {
  const archive = join(bot.config.dataDir, "archive");
  const entries = readdirSync(archive, { recursive: true }).map(String);
  return entries.filter((name) => /\b0\.\w+$/.test(name)).map((name) => join(archive, name));
}

for (const [what, befall] of [
  ["took from the disk", (path: string) => rmSync(path)],
  ["left without its bytes", (path: string) => truncateSync(path)],
] as const) {
  test(`a picture that a power cut ${what} after its job was recorded as saved is brought again`, async (t) => {
    const studio = await openStudio(t);
    const { mira, bot, discord, relay, seen, until } = studio;
    await mira.command("flux", { prompt: "lights out" });
    await seen(mira, /Painting/);
    discord.faults.add({ kind: "reset_upload", route: /^PATCH /, times: 1_000 });
    await until("the picture on the disk", () => storedPictures(studio).length === 1);
    await until("a try to show it", () => discord.faults.met.size > 0);
    await bot.stop();
    for (const path of storedPictures(studio)) befall(path);
    discord.faults.clear();
    await bot.start();
    await seen(mira, /“Picture 1 of 1: lights out”/);
    assert.equal(storedPictures(studio).filter((path) => statSync(path).size > 0).length, 1);
    assert.equal(relay.ledger().accepted, 1);
  });
}
