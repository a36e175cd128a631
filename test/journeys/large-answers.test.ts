import assert from "node:assert/strict";
import { test } from "node:test";
import { openPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, picture } from "../support/studio.ts";

/** What the largest servers take in one file; four such pictures are more than Discord takes in one request. */
const BOOSTED_BYTES = 100 * 1024 * 1024;

test("what is too much for one message comes in several: originals and the export", async (t) => {
  const { mira, discord, log, seen, until } = await openStudio(t, { relay: { speed: 4 } });
  discord.settings.setFileLimit(BOOSTED_BYTES);
  const image = await picture("large.png", 2_400, 2_400);
  await mira.command("flux-image", { prompt: "sandbox: grain", image, format: "png", count: 4, seed: 6 });
  await seen(mira, /“Picture 4 of 4/);
  await until("it is told", () => log.some((line) => line.includes('"job delivered"')));
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
  await seen(mira, /Part 1: 1 request, 4 pictures\./);
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
