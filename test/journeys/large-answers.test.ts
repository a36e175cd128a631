import assert from "node:assert/strict";
import { globSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** Four of these are more than Discord takes in one request; a boosted server takes each. */
const LARGE_BYTES = 8 * 1024 * 1024;
const BOOSTED_BYTES = 100 * 1024 * 1024;

/** Makes every stored picture as large as this, which to draw would take long: what follows a PNG's end is no part of it. */
function enlarge({ bot }: Studio): void {
  const { dataDir } = bot.config;
  for (const path of globSync("archive/*/*/*/*.png", { cwd: dataDir })) truncateSync(join(dataDir, path), LARGE_BYTES);
  const database = new DatabaseSync(join(dataDir, "easel.db"));
  const { id, files } = database.prepare("select id, files from jobs").get() ?? {};
  const enlarged = JSON.parse(String(files)).map((file: object) => ({ ...file, bytes: LARGE_BYTES }));
  database.prepare("update jobs set files = ? where id = ?").run(JSON.stringify(enlarged), String(id));
  database.close();
}

test("originals that are too much for one message come in several, and an export is no larger than one takes", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 }, database: "sqlite" });
  const { mira, discord, seen } = studio;
  discord.settings.setFileLimit(BOOSTED_BYTES);
  await makePicture(studio, mira, { prompt: "a red fox", format: "png", count: 4 });
  enlarge(studio);
  await mira.command("history");
  await seen(mira, /Open a picture/);
  await openPicture(mira, 1);
  await seen(mira, /Download original/);
  await mira.press(await mira.lastMessage(), "Download original");
  await seen(mira, /As the relay made them: 3\./);
  const first = await mira.lastMessage();
  assert.match(first.content, /and 1 more/);
  assert.deepEqual(
    first.attachments.map(({ filename }) => filename.slice(-6)),
    ["-1.png", "-2.png", "-3.png"],
  );
  await mira.press(first, "Download original");
  await seen(mira, /As the relay made them: 1\./);
  const rest = await mira.lastMessage();
  assert.doesNotMatch(rest.content, /more/);
  assert.deepEqual(
    rest.attachments.map(({ filename }) => filename.slice(-6)),
    ["-4.png"],
  );
  await mira.command("forget-me");
  await mira.press(await mira.lastMessage(), "Export");
  await seen(mira, /Part 1: 1 request, 3 pictures\./);
  await mira.press(await mira.lastMessage(), "Export the next part");
  const lines = await seen(mira, /Part 2: 0 requests, 1 picture\./);
  assert.match(lines.at(-2) ?? "", /That is all/);
});

test("an answer that Discord refuses leaves a sentence, not an endless “thinking”", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, discord, log, seen } = studio;
  await makePicture(studio, mira, { prompt: "a red fox" });
  await mira.command("history");
  await seen(mira, /Open a picture/);
  await openPicture(mira, 1);
  await seen(mira, /Download original/);
  const opened = await mira.lastMessage();
  discord.faults.add({ kind: "missing_permissions", route: /^PATCH \/webhooks\// });
  await mira.press(opened, "Download original");
  const lines = await seen(mira, /Something went wrong on my side.*reference/);
  assert.ok(!lines.some((line) => line.includes("is thinking")), lines.join("\n"));
  assert.match(log.join(""), /Discord refused an answer/);
});
