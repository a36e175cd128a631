import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, rowsOf } from "../support/batches.ts";
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
  assert.match(lines, /\*\*1\*\* red · Done · seed \d+/);
  assert.match(lines, /\*\*3\*\* blue · Done · seed \d+/);
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
