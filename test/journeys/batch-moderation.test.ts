import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, askedOf, batchMessages, makeBatch, picturesIn, pressNow, rowsOf } from "../support/batches.ts";
import { forged, formOf, MODERATORS, setAuditChannel } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

async function madeBatch(studio: Studio, prompt = "a {red|green|blue} fox") {
  await makeBatch(studio, prompt);
  await studio.seen(studio.mira, /3 of 3 done/);
  await allTold(studio);
  const [message] = await batchMessages(studio.mira);
  assert.ok(message);
  const ids = rowsOf(studio, "select id from jobs order by batch_place").map((row) => String(row["id"]));
  return { message, ids };
}

test("a moderator removes chosen pictures of a batch, the others stay where they are", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, seen, mira } = studio;
  const { message, ids } = await madeBatch(studio);
  const form = formOf(await theo.command("Remove picture", {}, { target: message.id }));
  await theo.submitModal(form, { reason: "not here", which: ids.slice(0, 2) });
  await seen(theo, /\(only you\): .*[Rr]emoved/);
  const lines = (await mira.transcript()).join("\n");
  assert.match(lines, /\*\*1\*\* Taken away/);
  assert.match(lines, /\*\*3\*\* a blue fox · Done/);
  assert.deepEqual(picturesIn((await batchMessages(mira))[0]), ["Picture 3 of 3: a blue fox"]);
  assert.equal(rowsOf(studio, "select id from jobs where deleted_at is not null").length, 2);
});

test("/easel remove takes all pictures of a batch's message", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, until } = studio;
  const { message } = await madeBatch(studio);
  await theo.command("easel", { remove: { picture: message.id, reason: "not here" } });
  await until("all are gone", () => rowsOf(studio, "select id from jobs where deleted_at is not null").length === 3);
  await until("none is shown", async () => picturesIn((await batchMessages(theo))[0]).length === 0);
});

test("a member reports one picture of a batch, and a moderator removes just that one", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { nils, theo, seen, mira } = studio;
  await setAuditChannel(studio);
  const { message, ids } = await madeBatch(studio);
  const form = formOf(await nils.command("Report picture", {}, { target: message.id }));
  await nils.submitModal(form, { reason: "my likeness", which: [ids[1] ?? ""] });
  await seen(theo, /a green fox/, MODERATORS);
  const removal = formOf(await theo.press(await theo.lastMessage(MODERATORS), "Remove"));
  await theo.submitModal(removal, { reason: "a likeness" }, { channel: MODERATORS });
  await seen(mira, /\*\*2\*\* Taken away/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 2);
});

test("the history finds each picture of a batch with its message, and the gallery's way on is by picture", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  const { message } = await madeBatch(studio);
  await mira.command("history");
  const lines = (await seen(mira, /Your pictures/)).join("\n");
  for (const color of ["red", "green", "blue"]) assert.match(lines, new RegExp(`a ${color} fox`));
  const [batch] = await batchMessages(mira);
  const text = JSON.stringify(batch?.components);
  const [, customId] = /"custom_id":"(go:pick:[^"]+)"/.exec(text) ?? [];
  const values = [...text.matchAll(/"value":"([^"]+)"/g)].map(([, value]) => value ?? "");
  assert.equal(values.length, 3);
  assert.ok(customId);
  await mira.select(message, customId, [values[2] ?? ""]);
  await seen(mira, /\(only you\): .*a blue fox/);
});

test("its member deletes one picture of a batch; another member asks for just that one again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen, relay } = studio;
  const { message, ids } = await madeBatch(studio);
  const [, pick = ""] = /"custom_id":"(go:pick:[^"]+)"/.exec(JSON.stringify(message.components)) ?? [];
  await nils.select(message, pick, [`${ids[2]}.0`]);
  const panel = (await seen(nils, /\(only you\): \[Again\]/)).join("\n");
  assert.doesNotMatch(panel, /\(only you\): \[Delete\]/);
  await nils.press(await askedOf(nils), "Again");
  await seen(nils, /“Picture 1 of 1: a blue fox”/);
  assert.equal(relay.ledger().accepted, 4);
  await nils.press(await forged(studio, `go:delete:${ids[0]}.0`), "x");
  await mira.select(message, pick, [`${ids[0]}.0`]);
  await seen(mira, /\(only you\): \[Delete\]/);
  await mira.press(await askedOf(mira), "Delete");
  await seen(mira, /\*\*1\*\* Taken away/);
  assert.equal(rowsOf(studio, "select id from jobs where deleted_at is not null").length, 1);
});

test("what is made private leaves the batch, and does not come back when something else is tried again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, relay } = studio;
  assert.ok(relay.faults.add({ at: "submit", kind: "error", status: 400, shape: "json" }).ok);
  await makeBatch(studio, "a {red|green|blue} fox");
  await seen(mira, /\[Retry the failed ones \(1\)\]/);
  await allTold(studio);
  const [job] = rowsOf(studio, "select id, batch_place from jobs where state = 'delivered' order by batch_place");
  const [message] = await batchMessages(mira);
  assert.ok(message);
  const [, pick = ""] = /"custom_id":"(go:pick:[^"]+)"/.exec(JSON.stringify(message.components)) ?? [];
  await mira.select(message, pick, [`${job?.["id"]}.0`]);
  await seen(mira, /\(only you\): \[Make private\]/);
  await mira.press(await askedOf(mira), "Make private");
  await seen(mira, /\*\* Taken away/);
  await pressNow(mira, "Retry the failed ones (1)");
  await allTold(studio);
  await seen(mira, /3 of 3 done/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 2);
});

test("a moderator's Delete asks which ones and why; what is removed takes its words along", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, nils, mira, seen, until } = studio;
  const { ids } = await madeBatch(studio);
  const form = formOf(await pressNow(theo, "Delete"));
  await theo.submitModal(form, { reason: "not here", which: ids });
  await until("none is shown", async () => picturesIn((await batchMessages(mira))[0]).length === 0);
  const lines = (await seen(nils, /\*\*3\*\* Taken away/)).join("\n");
  await until("it is noted", () => rowsOf(studio, "select id from jobs where deleted_at is not null").length === 3);
  assert.doesNotMatch(lines, /fox|green/);
  await pressNow(theo, "Delete");
  await until("the message is gone", async () => (await batchMessages(mira)).length === 0);
});

test("Again for all by someone else shows only what they can see", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { nils, seen } = studio;
  await madeBatch(studio);
  const [batch] = rowsOf(studio, "select id from batches");
  await nils.press(await forged(studio, `batch:again:${batch?.["id"]}.0`), "x");
  await seen(nils, /\[Make 3\]/);
  await nils.press(await forged(studio, `batch:again:${batch?.["id"]}.0`, "dm"), "x").catch(() => {});
  assert.doesNotMatch((await nils.transcript("dm")).join("\n"), /fox/);
});
