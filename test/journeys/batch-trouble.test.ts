import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { openDatabase } from "../../src/storage/database.ts";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, pressNow, rowsOf } from "../support/batches.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const SENDS = /^POST \/channels\/\d+\/messages$/;

/** Twenty minutes on: from then on only the bot's own token edits the message. */
async function afterTheToken({ clock }: Studio) {
  for (const end = clock.now() + 20 * 60_000; clock.now() < end; ) {
    clock.advance(1_000);
    await setTimeout(1);
  }
}

test("what failed without a charge is tried again in the same message", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen, relay } = studio;
  assert.deepEqual(relay.faults.add({ at: "submit", kind: "error", status: 400, shape: "json" }), { ok: true });
  await makeBatch(studio, "a {red|blue} fox");
  const lines = (await seen(mira, /\[Retry the failed ones \(1\)\]/)).join("\n");
  assert.match(lines, /Failed · not charged/);
  assert.match(lines, /\*\*[12]\*\* The relay did not accept this request: Bad Request\. Nothing was charged/);
  await allTold(studio);
  await pressNow(nils, "Retry the failed ones (1)");
  assert.match((await nils.transcript()).join("\n"), /\(only you\): Only the member who asked for this/);
  await pressNow(mira, "Retry the failed ones (1)");
  await seen(mira, /2 of 2 done/);
  const [message, ...others] = await batchMessages(mira);
  assert.deepEqual(picturesIn(message), ["Picture 1 of 2: a red fox", "Picture 2 of 2: a blue fox"]);
  assert.equal(others.length, 0);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [2, 2]);
  await allTold(studio);
  assert.equal(rowsOf(studio, "select id from jobs").length, 3, "each try is a job of its own");
});

test("before what was charged is paid a second time, it is asked", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  assert.deepEqual(relay.faults.add({ at: "file", kind: "expired", times: "always" }), { ok: true });
  await makeBatch(studio, "a {red|blue} fox");
  const lines = (await seen(mira, /\[Retry the failed ones \(2\)\]/)).join("\n");
  assert.match(lines, /\*\*1\*\* red · Failed · charged/);
  assert.match(lines, /\*\*1, 2\*\* The result had expired at the relay/);
  await allTold(studio);
  relay.faults.clear();
  await pressNow(mira, "Retry the failed ones (2)");
  await seen(mira, /\(only you\): 0 of these were not charged, 2 were or may have been/);
  assert.equal(relay.ledger().accepted, 2);
  await mira.press(await askedOf(mira), "All of them (2)");
  await seen(mira, /2 of 2 done/);
  assert.equal(relay.ledger().accepted, 4);
});

test("a restart in the middle goes on filling the same message, and pays nothing twice", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4, workers: 1 }, environment: { RELAY_CONCURRENCY: "2" } });
  const { mira, seen, relay, bot } = studio;
  const message = await makeBatch(studio, "{one|two|three|four}");
  await seen(mira, /[12] of 4 done/);
  await bot.restart();
  await seen(mira, /4 of 4 done/);
  const messages = await batchMessages(mira);
  assert.deepEqual(
    messages.map(({ id }) => id),
    [message.id],
  );
  assert.equal(picturesIn(messages[0]).length, 4);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [4, 4]);
});

test("24 jobs share three messages, each below the first, and none is lost", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20, workers: 8 }, environment: { RELAY_CONCURRENCY: "8" } });
  const { mira, seen, until } = studio;
  const first = await makeBatch(studio, "{a|b|c|d} {e|f|g} {h|i}");
  await seen(mira, /-# .*17 to 24 of 24/);
  await allTold(studio);
  await until("the end of each", async () => {
    return (await mira.transcript()).filter((line) => /8 of 8 done/.test(line)).length === 3;
  });
  const messages = await batchMessages(mira);
  assert.deepEqual(
    messages.slice(1).map((each) => each.message_reference?.message_id),
    [first.id, first.id],
  );
  assert.deepEqual(
    messages.map((each) => picturesIn(each).length),
    [8, 8, 8],
  );
  assert.deepEqual(picturesIn(messages[2]).at(-1), "Picture 24 of 24: d g i");
  assert.doesNotMatch((await mira.transcript()).join("\n"), /more follow/);
  assert.equal(rowsOf(studio, "select id from jobs where state = 'delivered'").length, 24);
});

test("a message that is deleted meanwhile: each picture comes directly", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4, workers: 0 } });
  const { mira, seen, relay, discord } = studio;
  const message = await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /In the relay's queue/);
  discord.settings.deleteMessage(message.id);
  relay.settings.update({ workers: 2 });
  await seen(mira, /“Picture 1 of 1: a red fox”/, "dm");
  const lines = await seen(mira, /“Picture 1 of 1: a blue fox”/, "dm");
  assert.match(lines.join("\n"), /so it comes to you directly/);
  await allTold(studio);
  assert.equal(relay.ledger().accepted, 2);
});

test("when the token is over, the message is edited through the channel", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4, workers: 0 } });
  const { mira, seen, relay } = studio;
  await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /In the relay's queue/);
  await afterTheToken(studio);
  relay.settings.update({ workers: 2 });
  await seen(mira, /2 of 2 done/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 2);
});

test("no files allowed any more: the pictures come directly, and the message says so", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4, workers: 0 } });
  const { mira, seen, relay, discord } = studio;
  await makeBatch(studio, "a {red|blue} fox", {}, { channel: "art" });
  await seen(mira, /In the relay's queue/, "art");
  await afterTheToken(studio);
  discord.settings.setBotPermission("art", "AttachFiles", false);
  relay.settings.update({ workers: 2 });
  await seen(mira, /“Picture 1 of 1: a red fox”/, "dm");
  await seen(mira, /“Picture 1 of 1: a blue fox”/, "dm");
  const lines = (await seen(mira, /2 of 2 done/, "art")).join("\n");
  assert.match(lines, /\*\*1\*\* red · Done · sent to its member directly/);
  assert.match(lines, /\*\*2\*\* blue · Done · sent to its member directly/);
});

test("pictures that are too large together arrive all the same, made to fit", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20 } });
  const { mira, seen } = studio;
  const options = { format: "png", width: 1024, height: 1024, count: 3 };
  await makeBatch(studio, "fireworks, sandbox: grain, {red|green|blue}", options);
  await seen(mira, /3 of 3 done/);
  const [message] = await batchMessages(mira);
  const pictures = picturesIn(message);
  assert.equal(pictures.length, 9);
  assert.match(pictures[3] ?? "", /^Picture 2\.1 of 3: fireworks/);
  await allTold(studio);
});

test("where the bot may not write itself, further messages follow the interaction", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20 } });
  const { mira, seen, discord } = studio;
  discord.faults.add({ kind: "missing_permissions", route: SENDS, times: 1_000 });
  await makeBatch(studio, "{a|b|c} fox", { count: 4 });
  await seen(mira, /3 to 3 of 3/);
  await seen(mira, /1 of 1 done/);
  await allTold(studio);
  assert.deepEqual(
    (await batchMessages(mira)).map((each) => picturesIn(each).length),
    [8, 4],
  );
});

test("where no further message can stand, its pictures come directly, and none is lost", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20 } });
  const { mira, seen, discord, relay } = studio;
  const route = `POST /channels/${mira.channel()}/messages`;
  discord.faults.add({ kind: "missing_permissions", route, times: 1_000 });
  discord.faults.add({ kind: "missing_permissions", route: /^POST \/webhooks\/\d+\/[^/]+$/, times: 1_000 });
  await makeBatch(studio, "{a|b|c} fox", { count: 4 });
  await seen(mira, /“Picture 4 of 4: c fox”/, "dm");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [3, 3]);
});

test("what is cancelled before its message stands is counted in the first, and never sent", async (t) => {
  const studio = await openStudio(t, { relay: { workers: 0 }, environment: { RELAY_CONCURRENCY: "2" } });
  const { mira, seen, relay } = studio;
  await makeBatch(studio, "{a|b|c|d} {e|f|g}");
  await seen(mira, /6 more follow below this message/);
  await pressNow(mira, "Cancel all");
  await seen(mira, /6 more were cancelled before they began/);
  await allTold(studio);
  assert.deepEqual([(await batchMessages(mira)).length, relay.ledger().charged], [1, 0]);
  assert.ok(relay.ledger().accepted <= 2);
});

test("where it is not known how Discord calls what a message shows, all of it comes anew", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay, bot } = studio;
  assert.ok(relay.faults.add({ at: "submit", kind: "error", status: 400, shape: "json" }).ok);
  await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /\[Retry the failed ones \(1\)\]/);
  await allTold(studio);
  await bot.stop();
  const { dataDir, databaseUrl } = bot.config;
  const database = await openDatabase(databaseUrl === null ? join(dataDir, "easel.db") : { url: databaseUrl });
  const { shown } = await database.selectFrom("batch_pages").select("shown").executeTakeFirstOrThrow();
  const forgotten = shown.replace(/"attachment":"\d+"/g, '"attachment":null');
  assert.notEqual(forgotten, shown);
  await database.updateTable("batch_pages").set({ shown: forgotten }).execute();
  await database.destroy();
  await bot.start();
  await pressNow(mira, "Retry the failed ones (1)");
  await seen(mira, /2 of 2 done/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 2);
  await allTold(studio);
});

test("a picture that is deleted while its message cannot be changed is said to stand there still", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, discord } = studio;
  const { id } = await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  await afterTheToken(studio);
  discord.faults.add({ kind: "missing_permissions", route: /^PATCH \/channels/, times: 1_000 });
  const [message] = await batchMessages(mira);
  assert.ok(message);
  const text = JSON.stringify(message.components);
  const [, pick = ""] = /"custom_id":"(go:pick:[^"]+)"/.exec(text) ?? [];
  const [, red = ""] = /"value":"([0-9a-f-]{36}\.0)"/.exec(text) ?? [];
  await mira.select(message, pick, [red]);
  await seen(mira, /\(only you\): \[Delete\]/);
  await mira.press(await askedOf(mira), "Delete");
  await seen(mira, /\(only you\): The files are deleted, but the message could not be changed/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 2);
  assert.equal(rowsOf(studio, "select id from jobs where deleted_at is not null").length, 1);
  await pressNow(mira, "Delete");
  await studio.until("its own button takes it away", async () =>
    (await mira.messages()).every((each) => each.id !== id),
  );
});
