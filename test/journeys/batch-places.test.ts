import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, pressNow, rowsOf } from "../support/batches.ts";
import { formOf } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

test("asked for privately, a batch is seen by its member alone, and so is what is tried again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen, relay } = studio;
  assert.ok(relay.faults.add({ at: "submit", kind: "error", status: 400, shape: "json" }).ok);
  await makeBatch(studio, "a {red|blue} fox", { private: true });
  await seen(mira, /\(only you\): \[Retry the failed ones \(1\)\]/);
  await allTold(studio);
  await pressNow(mira, "Retry the failed ones (1)");
  await seen(mira, /\(only you\): -# 2 of 2 done/);
  await allTold(studio);
  assert.deepEqual(await nils.transcript(), []);
});

test("in the direct message with the bot a batch works the same", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20 }, environment: { PRIVATE_USE: "dm" } });
  const { mira, seen } = studio;
  await makeBatch(studio, "{a|b|c} fox", { count: 4 }, { channel: "dm" });
  await seen(mira, /1 of 1 done/, "dm");
  await seen(mira, /2 of 2 done/, "dm");
  await allTold(studio);
  assert.deepEqual(
    (await batchMessages(mira, "dm")).map((message) => picturesIn(message).length),
    [8, 4],
  );
});

test("in another language the preview and the message are in it", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { xiaoyu, seen } = studio;
  await xiaoyu.command("flux", { prompt: "{红｜蓝}色的狐狸" });
  await seen(xiaoyu, /一条提示词，2 张图/);
  await xiaoyu.press(await askedOf(xiaoyu), "生成 2 个");
  await seen(xiaoyu, /完成 2 \/ 2/);
  await allTold(studio);
});

test("/forget-me takes previews and batches along; the message's buttons say that they know it no more", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  await mira.command("flux", { prompt: "a {red|blue} hen" });
  await seen(mira, /\[Make 2\]/);
  await mira.command("forget-me");
  const form = formOf(await mira.press(await askedOf(mira), "Delete everything …"));
  const fields = await mira.submitModal(form, { word: "DELETE" }).catch((error) => assert.fail(String(error)));
  assert.equal(fields.outcome, "answered");
  await seen(mira, /2 requests were emptied/);
  assert.equal(rowsOf(studio, "select id from batches").length, 0);
  assert.equal(rowsOf(studio, "select page from batch_pages").length, 0);
  await pressNow(mira, "Again for all");
  await seen(mira, /This is no longer known to me/);
});

test("a file to work from is kept for each, and asked for again long after Discord forgot it", async (t) => {
  const { picture } = await import("../support/studio.ts");
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay, clock } = studio;
  await mira.command("kontext", { prompt: "a {red|blue} hat", image: await picture() });
  await seen(mira, /\[Make 2\]/);
  await mira.press(await askedOf(mira), "Make 2");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  clock.advance(3 * 24 * 60 * 60_000);
  await pressNow(mira, "Again for all");
  await seen(mira, /\[Make 2\]/);
  await mira.press(await askedOf(mira), "Make 2");
  await studio.until("four requests", () => relay.ledger().accepted === 4);
  const bodies = relay.requests().filter(({ method }) => method === "POST");
  assert.match(JSON.stringify(bodies[3]?.body), /"image_url":"data:image\/png;base64,/);
  await allTold(studio);
});
