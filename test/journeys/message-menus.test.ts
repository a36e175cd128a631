import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, makeBatch } from "../support/batches.ts";
import { customIds } from "../support/found.ts";
import { labelsOf, lastPicture, untilPanel } from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import type { Person } from "../support/person.ts";
import { forged, formOf } from "../support/seeing.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

const said = async (who: Person, channel?: string) => (await who.transcript(channel)).join("\n");

/** A plain message of someone's, with pictures. */
async function posted(who: Person, ...names: string[]) {
  const files = await Promise.all(names.map((name) => picture(name)));
  return who.write("look", {}, files);
}

const bodyOf = ({ relay }: Studio) =>
  JSON.stringify(relay.requests().findLast(({ method }) => method === "POST")?.body ?? null);

test("a picture that someone else posted is edited from its message's menu", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  const message = await posted(nils, "cat.png");
  const form = formOf(await mira.command("Edit with Kontext", {}, { target: message.id }));
  await mira.submitModal(form, { model: ["kontext"], prompt: "a red hat" });
  await seen(mira, /“Picture 1 of 1: a red hat”/);
  assert.match(bodyOf(studio), /"image_url":"(http|data:)/);
});

test("a result is varied from its menu years later, and Use as input opens its panel", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, bot, clock } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  await bot.restart();
  clock.advance(2 * 366 * 24 * 60 * 60_000);
  const message = await lastPicture(nils);
  assert.equal((await nils.command("Vary", {}, { target: message.id })).outcome, "modal");
  await nils.command("Use as input", {}, { target: message.id });
  const labels = labelsOf(await untilPanel(studio, nils));
  for (const label of ["Vary", "Edit", "Use settings", "Favourite", "Details"])
    assert.ok(labels.includes(label), label);
});

test("of several pictures the menu asks which", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, bot, seen } = studio;
  const message = await posted(nils, "cat.png", "dog.png");
  await mira.command("Edit with Kontext", {}, { target: message.id });
  await seen(mira, /Which of its pictures\?/);
  const asked = await mira.lastMessage();
  assert.deepEqual(labelsOf(asked), ["Picture 1 · cat.png", "Picture 2 · dog.png"]);
  await bot.restart();
  const [id] = customIds(asked);
  const [, second] = [...JSON.stringify(asked.components).matchAll(/"value":"(m[\w-]+)"/g)].map(([, ref]) => ref);
  assert.ok(id && second);
  const form = formOf(await mira.select(asked, id, [second]));
  await mira.submitModal(form, { model: ["kontext"], prompt: "a bone" });
  await seen(mira, /“Picture 1 of 1: a bone”/);
  await makePicture(studio, mira, { prompt: "two foxes", count: 2 });
  await mira.command("Use as input", {}, { target: (await lastPicture(mira)).id });
  await seen(mira, /Picture 1 \| Picture 2/);
});

test("in a direct message the pictures of a batch are known as ours", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  const { id: target } = await makeBatch(studio, "a {red|blue} fox", {}, { channel: "dm" });
  await seen(mira, /2 of 2 done/, "dm");
  await allTold(studio);
  await mira.command("Use as input", {}, { channel: "dm", target });
  await seen(mira, /Which of its pictures\?/, "dm");
  assert.deepEqual(labelsOf(await mira.lastMessage("dm")), ["Picture 1", "Picture 2"]);
  await mira.command("Details", {}, { channel: "dm", target });
  const asked = await mira.lastMessage("dm");
  const second = [...JSON.stringify(asked.components).matchAll(/"value":"([0-9a-f-]{36}\.0)"/g)][1]?.[1] ?? "";
  await mira.select(asked, "take:details", [second]);
  await seen(mira, /\(only you\): .*a blue fox/, "dm");
});

test("a message without a picture gets a sentence, and Details are of our results alone", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils } = studio;
  const words = await nils.write("no picture here");
  await mira.command("Vary", {}, { target: words.id });
  assert.match(await said(mira), /\(only you\): There is no picture in this message/);
  const cat = await posted(nils, "cat.png");
  await mira.command("Details", {}, { target: cat.id });
  assert.match((await mira.transcript()).at(-1) ?? "", /\(only you\): This is not a picture that I made here/);
});

test("Details from the menu tell of a job that failed, too", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: refused" });
  await seen(mira, /\[Delete\]/);
  await mira.command("Details", {}, { target: (await lastPicture(mira)).id });
  await seen(mira, /It ended without a result: content policy/);
});

test("where moderators keep other people's pictures out, the menu says so", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, relay } = studio;
  await decideLimits(studio, (settings) => {
    settings.content.othersPictures = false;
  });
  const message = await posted(nils, "cat.png");
  await mira.command("Edit with Kontext", {}, { target: message.id });
  assert.match(await said(mira), /go on from your own pictures only/);
  assert.equal(relay.ledger().accepted, 0);
  assert.equal(
    (await nils.command("Edit with Kontext", {}, { target: message.id })).outcome,
    "modal",
    "one's own are fine",
  );
});

test("a picture that someone else took up is not to be had by its id", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, xiaoyu } = studio;
  const message = await posted(nils, "cat.png", "dog.png");
  await mira.command("Vary", {}, { target: message.id });
  const asked = JSON.stringify((await mira.lastMessage()).components);
  const ref = /"value":"(m[\w-]+)"/.exec(asked)?.[1] ?? "";
  const id = `go:vary:${ref}`;
  await xiaoyu.press(await forged(studio, id), id);
  assert.match((await xiaoyu.transcript()).at(-1) ?? "", /\(only you\): /);
  assert.equal(studio.relay.ledger().accepted, 0);
});
