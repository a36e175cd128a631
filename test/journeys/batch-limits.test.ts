import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, pressNow, rowsOf } from "../support/batches.ts";
import { decideLimits } from "../support/moderation.ts";
import { forged } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const HOUR_MS = 3_600_000;

/** Mira's preview of four foxes. */
async function previewed(studio: Studio) {
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "a {red|green|blue|grey} fox" });
  await seen(mira, /\[Make \d\]/);
  return askedOf(mira);
}

test("a preview says what it takes of a limit and what is left", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.imagesPerDay = 10;
  });
  await previewed(studio);
  const lines = (await studio.mira.transcript()).join("\n");
  assert.match(lines, /takes 4 of the 10 pictures left to you \(10 per 24 hours\); 6 are left then/);
});

test("where a limit leaves fewer, it offers that many, and makes no more", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.imagesPerDay = 3;
  });
  const asked = await previewed(studio);
  const lines = (await mira.transcript()).join("\n");
  assert.match(lines, /Only 3 of 4 can be made now\. For the others: .*3 .*24 hours/);
  await mira.press(asked, "Make 3");
  await seen(mira, /3 of 3 done/);
  await allTold(studio);
  assert.equal(relay.ledger().accepted, 3);
  await mira.command("flux", { prompt: "a {red|blue} hen" });
  await seen(mira, /\(only you\): None of the 2 can be made now/);
});

test("one alternative that is not allowed is left out, and the reason said", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await decideLimits(studio, ({ content }) => {
    content.forbiddenWords = ["green"];
  });
  const asked = await previewed(studio);
  assert.match((await mira.transcript()).join("\n"), /Only 3 of 4 can be made now\. For the others: .*green/);
  await mira.press(asked, "Make 3");
  await seen(mira, /3 of 3 done/);
  assert.match((await mira.transcript()).join("\n"), /\*\*3\*\* grey · Done/);
});

test("a limit that is used up meanwhile makes nothing of it: what is left now is shown", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  const asked = await previewed(studio);
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.imagesPerDay = 2;
  });
  await mira.press(asked, "Make 4");
  await seen(mira, /Only 2 of 4 can be made now/);
  assert.equal(rowsOf(studio, "select id from jobs").length, 0);
  await mira.press(await askedOf(mira), "Make 2");
  await seen(mira, /2 of 2 done/);
  assert.equal(relay.ledger().accepted, 2);
});

test("a time between two requests counts a batch as one", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.cooldownSeconds = 60;
  });
  await makeBatch(studio, "a {red|blue} fox");
  await studio.seen(studio.mira, /2 of 2 done/);
});

test("two presses at once make one batch", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  const asked = await previewed(studio);
  await Promise.all([mira.press(asked, "Make 4"), mira.press(asked, "Make 4")]);
  await seen(mira, /4 of 4 done/);
  await allTold(studio);
  assert.equal((await batchMessages(mira)).length, 1);
  assert.equal(relay.ledger().accepted, 4);
});

test("a preview works after a restart, and not after six hours", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, bot, clock } = studio;
  const asked = await previewed(studio);
  await bot.restart();
  await mira.press(asked, "Make 4");
  await seen(mira, /4 of 4 done/);
  const late = await previewed(studio);
  clock.advance(6 * HOUR_MS);
  await mira.press(late, "Make 4");
  await seen(mira, /This preview is over: it was made or dropped already, or is older than 6 hours/);
  assert.equal(rowsOf(studio, "select id from jobs").length, 4);
});

test("an id made by hand does nothing for someone else, in a preview or in a batch", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4, workers: 0 } });
  const { mira, nils, theo, seen, relay } = studio;
  await previewed(studio);
  const [kept] = rowsOf(studio, "select id from batches");
  for (const action of ["make", "literal", "drop"]) {
    await nils.press(await forged(studio, `batch:${action}:${kept?.["id"]}.0`), "x");
    await seen(nils, /\(only you\): This preview is somebody else's/);
  }
  await mira.press(await askedOf(mira), "Make 4");
  await seen(mira, /\[Cancel all\]/);
  for (const action of ["cancel", "retry", "free", "all", "delete"]) {
    await nils.press(await forged(studio, `batch:${action}:${kept?.["id"]}.0`), "x");
  }
  const answers = (await nils.transcript()).filter((line) => /Only the member who asked for this/.test(line));
  assert.equal(answers.length, 5);
  for (const id of [`batch:cancel:${"0".repeat(36)}.0`, `batch:make:${kept?.["id"]}.0`, "batch:nonsense"])
    await nils.press(await forged(studio, id), "x");
  assert.equal(rowsOf(studio, "select id from jobs where cancel_requested_at is not null").length, 0);
  await theo.press(await forged(studio, `batch:cancel:${kept?.["id"]}.0`), "x");
  await seen(mira, /Cancelled · not charged/);
  assert.equal(relay.ledger().charged, 0);
});

test("Delete takes the message with its pictures, for its own member", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen, until } = studio;
  await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  await pressNow(nils, "Delete");
  assert.match((await nils.transcript()).join("\n"), /Only the member who asked for this/);
  await pressNow(mira, "Delete");
  await until("the message is gone", async () => (await batchMessages(mira)).length === 0);
  const rows = rowsOf(studio, "select files from jobs where deleted_at is not null");
  assert.deepEqual(
    rows.map((row) => row["files"]),
    ["[]", "[]"],
  );
});

test("flagged pictures that are withheld here are said of, and do not move the others' places", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await decideLimits(studio, ({ content }) => {
    content.flaggedResults.elsewhere = "withhold";
  });
  await makeBatch(studio, "a fox, {red|sandbox: nsfw|blue}");
  const lines = (await seen(mira, /3 of 3 done/)).join("\n");
  assert.match(lines, /\*\*2\*\* .*nsfw · Done · not shown: flagged by the model/);
  assert.deepEqual(picturesIn((await batchMessages(mira))[0]), [
    "Picture 1 of 3: a fox, red",
    "Picture 3 of 3: a fox, blue",
  ]);
});

test("in a channel for oneself alone a batch is seen by its member only", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  await decideLimits(studio, ({ place }) => {
    place.ephemeralOnly = [ID.general];
  });
  await makeBatch(studio, "{a|b|c} fox", { count: 4 });
  await seen(mira, /2 of 2 done/);
  await seen(mira, /1 of 1 done/);
  assert.equal((await batchMessages(nils)).length, 0);
  await allTold(studio);
});
