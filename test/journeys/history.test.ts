import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio } from "../support/studio.ts";

test("/history finds what a member made, opens it, and gives the original", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "a red fox", seed: 7, size: "square" });
  await seen(mira, /Picture 1 of 1: a red fox/);
  await mira.command("history");
  const page = await seen(mira, /\(only you\): <1\.webp .*“1: a red fox”/);
  assert.match(page.join("\n"), /Your pictures(.|\n)*1\*\* a red fox(.|\n)*discord\.com\/channels\//);
  const list = await mira.lastMessage();
  const select = JSON.stringify(list.components).match(/"custom_id":"(found:pick[^"]*)"/)?.[1] ?? "";
  const job = JSON.stringify(list.components).match(/"value":"([^"]*)"/)?.[1] ?? "";
  await mira.select(list, select, [job]);
  await seen(mira, /\[Download original\]/);
  await mira.press(await mira.lastMessage(), "Download original");
  await seen(mira, /As the relay made them/);
});
