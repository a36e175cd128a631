import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, pressNow, rowsOf } from "../support/batches.ts";
import { openStudio } from "../support/studio.ts";

test("alternatives are shown with their number and price before anything is sent", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  await mira.command("flux", { prompt: "a {red|blue} fox at [sunrise, noon]", count: 2 });
  const lines = (await seen(mira, /\[Make 4\]/)).join("\n");
  assert.match(lines, /\(only you\): ## 8 pictures from one prompt/);
  assert.match(lines, /1\. a red fox at sunrise(.|\n)*4\. a blue fox at noon/);
  assert.match(lines, /Price in all\*\*: \$0\.2/);
  assert.equal(relay.ledger().accepted, 0);
  await mira.press(await askedOf(mira), "Cancel");
  await seen(mira, /Nothing was made, and nothing was charged/);
  assert.equal(rowsOf(studio, "select id from jobs").length, 0);
});

test("a batch fills one message: a line for each, pictures in their order with their own alt texts", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  await makeBatch(studio, "a {red|green|blue} fox");
  const lines = (await seen(mira, /3 of 3 done/)).join("\n");
  assert.match(lines, /\*\*a … fox\*\*/);
  assert.match(lines, /\*\*1\*\* red · Done/);
  assert.match(lines, /\*\*3\*\* blue · Done/);
  assert.match(lines, /\[Again for all\](.|\n)*\[Delete\]/);
  const [message, ...others] = await batchMessages(mira);
  assert.equal(others.length, 0);
  assert.deepEqual(picturesIn(message), [
    "Picture 1 of 3: a red fox",
    "Picture 2 of 3: a green fox",
    "Picture 3 of 3: a blue fox",
  ]);
  assert.doesNotMatch(lines, /only you/, "the preview is gone");
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [3, 3]);
  await allTold(studio);
  const rows = rowsOf(studio, "select state, message_id from jobs order by batch_place");
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    Array.from({ length: 3 }, () => ({ state: "delivered", message_id: message?.id })),
  );
});

test("a seed that was given is everybody's; without one each has its own", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  await makeBatch(studio, "a {red|blue} fox", { seed: 7 });
  await studio.seen(studio.mira, /2 of 2 done/);
  const seeds = () =>
    studio.relay
      .requests()
      .filter(({ method }) => method === "POST")
      .map(({ body }) => (body as { seed?: number }).seed);
  assert.deepEqual(seeds(), [7, 7]);
  await pressNow(studio.mira, "Again for all");
  await studio.seen(studio.mira, /\[Make 2\]/);
  await studio.mira.press(await askedOf(studio.mira), "Make 2");
  await studio.until("four requests", () => seeds().length === 4);
  const [, , third, fourth] = seeds();
  assert.equal(third, fourth);
  assert.notEqual(third, 7);
});

test("the text as it is makes one picture of it, braces and all", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  await mira.command("flux", { prompt: "f = {x | y}" });
  await seen(mira, /\[One of the text as it is\]/);
  await mira.press(await askedOf(mira), "One of the text as it is");
  const lines = (await seen(mira, /Picture 1 of 1: f = \{x \| y\}/)).join("\n");
  assert.doesNotMatch(lines, /only you/);
  assert.equal(relay.ledger().accepted, 1);
});

test("too many are refused with their number, and a backslash takes braces their meaning", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "{a|b|c|d|e} {f|g|h|i|j}" });
  await seen(mira, /That comes to 25 different requests; at most 24 can be made at once\. Nothing was charged/);
  await mira.command("flux", { prompt: "\\{a|b\\}" });
  await seen(mira, /“Picture 1 of 1: \{a\|b\}”/);
});

test("Cancel all half-way keeps what is done, and what was cancelled can be made after all", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 }, environment: { RELAY_CONCURRENCY: "1" } });
  const { mira, nils, seen, relay } = studio;
  await makeBatch(studio, "{one|two, sandbox: queue 60|three}");
  await seen(mira, /\*\*2\*\* two.* · In the relay's queue/);
  await seen(mira, /\*\*3\*\* three · Waiting here · place 1/);
  await pressNow(nils, "Cancel all");
  assert.match(
    (await nils.transcript()).join("\n"),
    /\(only you\): Only the member who asked for this, or a moderator/,
  );
  await pressNow(mira, "Cancel all");
  await seen(mira, /\[Make the cancelled ones \(2\)\]/);
  const lines = (await mira.transcript()).join("\n");
  assert.match(lines, /\*\*1\*\* one · Done/);
  assert.match(lines, /\*\*2\*\* two.* · Cancelled · not charged/);
  assert.match(lines, /\*\*3\*\* three · Cancelled · not charged/);
  assert.match(lines, /1 of 3 done/);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [2, 1]);
  await allTold(studio);
  await pressNow(mira, "Make the cancelled ones (2)");
  await seen(mira, /3 of 3 done/);
  assert.equal((await batchMessages(mira)).length, 1);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [4, 3]);
});

test("suffixes hold for all of them, and are shown back in the preview and in the message", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  await mira.command("flux", { prompt: "a {red|blue} fox --seed 5 --n 2" });
  const asked = (await seen(mira, /\[Make 2\]/)).join("\n");
  assert.match(asked, /## 4 pictures from one prompt/);
  assert.match(asked, /seed.?: 5/);
  assert.doesNotMatch(asked, /2\. a blue fox --/);
  await mira.press(await askedOf(mira), "Make 2");
  await seen(mira, /2 of 2 done/);
  assert.match((await mira.transcript()).join("\n"), /seed.?: 5/);
  assert.equal(picturesIn((await batchMessages(mira))[0])[3], "Picture 2.2 of 2: a blue fox");
  const bodies = relay.requests().filter(({ method }) => method === "POST");
  assert.deepEqual(
    bodies.map(({ body }) => (body as { seed?: number }).seed),
    [5, 5],
  );
});
