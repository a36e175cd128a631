import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TextWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { rowsOf } from "../support/batches.ts";
import { markPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import { formOf } from "../support/seeing.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

const DAY_MS = 86_400_000;

function make(studio: Studio, prompt: string): Promise<void> {
  return makePicture(studio, studio.mira, { prompt });
}

function archived({ bot }: Studio): string[] {
  return readdirSync(join(bot.config.dataDir, "archive"), { recursive: true })
    .map(String)
    .filter((name) => /\.\w+$/.test(name) && !name.endsWith(".partial"));
}

/** The ZIP in the newest message, by the names in it. */
async function openZip({ mira }: Studio): Promise<Map<string, { text: string; bytes: Uint8Array }>> {
  const { components } = await mira.lastMessage();
  const [, url] = JSON.stringify(components).match(/"url":"([^"]*\.zip[^"]*)"/) ?? [];
  assert.ok(url, JSON.stringify(components));
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const entries = await new ZipReader(new Uint8ArrayReader(bytes)).getEntries();
  const found = new Map<string, { text: string; bytes: Uint8Array }>();
  for (const entry of entries) {
    if (entry.directory) continue;
    const options = { checkSignature: true, useWebWorkers: false };
    found.set(entry.filename, {
      text: await entry.getData(new TextWriter(), options),
      bytes: await entry.getData(new Uint8ArrayWriter(), options),
    });
  }
  return found;
}

test("an export holds the pictures, those given, and everything that is stored with them", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  await make(studio, "a red fox");
  await makePicture(studio, nils, { prompt: "a heron" });
  await mira.command("kontext", { prompt: "a hat", image: await picture() });
  await seen(mira, /Picture 1 of 1: a hat/);
  await mira.command("forget-me");
  assert.match((await mira.transcript()).join("\n"), /\(only you\): 2 requests, 2 with pictures, 0 favourites/);
  await mira.press(await mira.lastMessage(), "Export");
  await seen(mira, /Part 1: 2 requests, 3 pictures\./);
  const zip = await openZip(studio);
  const requests = JSON.parse(zip.get("requests.json")?.text ?? "");
  assert.deepEqual(
    requests.map(({ asked_for }: { asked_for: { prompt: string } }) => asked_for.prompt),
    ["a red fox", "a hat"],
  );
  const named = requests.flatMap(({ files }: { files: { name: string }[] }) => files.map(({ name }) => name));
  assert.deepEqual([...zip.keys()].sort(), ["about-you.json", "requests.json", ...named].sort());
  assert.equal(JSON.parse(zip.get("about-you.json")?.text ?? "").user_id, mira.id);
  const [jpeg] = zip.get(named[0])?.bytes ?? [];
  assert.equal(jpeg, 0xff);
  assert.deepEqual(
    archived(studio).filter((name) => name.endsWith(".zip")),
    [],
  );
});

test("what does not fit into one file comes in parts", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 40 } });
  const { mira, discord, seen } = studio;
  for (const prompt of ["one", "two", "three"]) await make(studio, prompt);
  const sizes = rowsOf(studio, "select files from jobs").map(
    ({ files }) => JSON.parse(String(files))[0].bytes as number,
  );
  discord.settings.setFileLimit(128_000 + Math.max(...sizes) + 5_000);
  await mira.command("forget-me");
  await mira.press(await mira.lastMessage(), "Export");
  await seen(mira, /Part 1: 1 request,/);
  await mira.press(await mira.lastMessage(), "Export the next part");
  await seen(mira, /Part 2: 1 request,/);
  await mira.press(await mira.lastMessage(), "Export the next part");
  const lines = await seen(mira, /Part 3: 1 request,/);
  assert.match(lines.at(-2) ?? "", /That is all/);
});

test("deleting everything takes the word, leaves only numbers, and takes the user id after the last limit", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, bot, clock, seen, until } = studio;
  await make(studio, "a red fox");
  await makePicture(studio, nils, { prompt: "a heron" });
  await mira.command("forget-me");
  const ask = async (word: string) => {
    const form = formOf(await mira.press(await mira.lastMessage(), "Delete everything …"));
    await mira.submitModal(form, { word });
  };
  await ask("no");
  await seen(mira, /Nothing was deleted: the word was not DELETE/);
  assert.equal(archived(studio).length, 2);
  await mira.command("forget-me");
  await ask("delete");
  await seen(mira, /Done\. 1 request was emptied/);
  const kept = rowsOf(studio, "select * from jobs order by created_at");
  assert.equal(archived(studio).length, 1);
  assert.doesNotMatch(JSON.stringify(kept[0]), /red fox|http|discord/);
  assert.equal(kept[0]?.["user_id"], mira.id);
  assert.match(JSON.stringify(kept[1]), /a heron/);
  assert.equal(rowsOf(studio, "select * from ledger").length, 2);
  assert.deepEqual(rowsOf(studio, "select * from job_texts where cast(words as text) like '%fox%'"), []);
  await mira.press((await mira.messages())[0] ?? (await mira.lastMessage()), "Again");
  await seen(mira, /no longer|not known|any more/);
  clock.advance(32 * DAY_MS);
  await bot.restart();
  await until(
    "the id is gone",
    () => rowsOf(studio, "select user_id from jobs order by created_at")[0]?.["user_id"] === "0",
  );
  assert.equal(rowsOf(studio, "select user_id from jobs order by created_at")[1]?.["user_id"], nils.id);
});

test("a server's days are enforced every day, also on prompts; what someone marked as favourite stays", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, clock, seen, until } = studio;
  await make(studio, "a red fox");
  await make(studio, "a heron");
  await decideLimits(studio, (settings) => {
    settings.retention.days = 10;
  });
  await mira.command("privacy");
  assert.match(
    (await mira.transcript()).join("\n"),
    /\(only you\): \*\*How long here\*\*: 10 days; favourites longer\./,
  );
  await mira.command("history", { text: "fox" });
  await seen(mira, /“1: a red fox”/);
  await markPicture(studio, mira, 1);
  clock.advance(9 * DAY_MS);
  assert.equal(archived(studio).length, 2);
  clock.advance(2 * DAY_MS);
  await until("the heron is gone", () => archived(studio).length === 1);
  await until("its words, too", () => rowsOf(studio, "select 1 from jobs where input like '%heron%'").length === 0);
  assert.equal(rowsOf(studio, "select 1 from jobs where input like '%red fox%'").length, 1);
});
