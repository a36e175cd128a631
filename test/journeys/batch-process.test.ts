import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, batchMessages, picturesIn } from "../support/batches.ts";
import { openHouse, READY } from "../support/house.ts";

const LIMIT = { timeout: 60_000 };

test("kill -9 in the middle: the batch goes on filling the same message, each charged once", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  const first = start();
  await first.printed(READY);
  await mira.command("flux", { prompt: "a {red|green|blue} fox" });
  await seen(/\[Make 3\]/);
  await mira.press(await askedOf(mira), "Make 3");
  // None is on its way to the relay any more: what became of that nobody would know.
  await first.printed(/(job submitted(.|\n)*){3}/);
  await first.printed(/job saved/);
  await first.kill("SIGKILL");
  const second = start();
  await second.printed(READY);
  await seen(/3 of 3 done/);
  const messages = await batchMessages(mira);
  assert.equal(messages.length, 1);
  assert.deepEqual(picturesIn(messages[0]), [
    "Picture 1 of 3: a red fox",
    "Picture 2 of 3: a green fox",
    "Picture 3 of 3: a blue fox",
  ]);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [3, 3]);
});

test("kill -9 between the admission and the message: none is made that nobody waits for", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  const first = start();
  await first.printed(READY);
  await mira.command("flux", { prompt: "{a|b|c} {d|e|f|g}" });
  await seen(/\[Make 12\]/);
  const pressed = mira.press(await askedOf(mira), "Make 12");
  await first.printed(/batch admitted/);
  await first.kill("SIGKILL");
  const second = start();
  await second.printed(READY);
  await pressed;
  // The kill is a race with the answer: it stands or it does not, and all jobs go the same way.
  if ((await batchMessages(mira)).length === 0) {
    await second.printed(/("kind":"canceled","charged":"no"(.|\n)*){12}/);
    assert.equal(relay.ledger().accepted, 0);
  } else {
    await seen(/6 of 6 done(.|\n)*6 of 6 done/);
    assert.equal(relay.ledger().accepted, 12);
  }
});
