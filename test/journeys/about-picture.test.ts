import assert from "node:assert/strict";
import { test } from "node:test";
import { customIds } from "../support/found.ts";
import { customIdOf, labelsOf, lastPicture, panelOf, untilPanel } from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import type { Person } from "../support/person.ts";
import { forged, formOf } from "../support/seeing.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

const said = async (who: Person) => (await who.transcript()).join("\n");

async function details(studio: Studio, who: Person): Promise<string> {
  await who.press(await panelOf(studio, who, await lastPicture(who)), "Details");
  await studio.seen(who, /Details/);
  await studio.seen(who, /\*\*(Paid|Time)\*\*/);
  return said(who);
}

test("Details tell every parameter, the time of each phase and the price, also after a restart and a year", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, bot, clock } = studio;
  await makePicture(studio, mira, { prompt: "a fox", seed: 7, steps: 20 });
  await bot.restart();
  clock.advance(366 * 24 * 60 * 60_000);
  const lines = await details(studio, mira);
  assert.match(lines, /\*\*a fox\*\*/);
  assert.match(lines, /steps: 20\n/);
  assert.match(lines, /guidance: 3\.5 \(the model's own\)/);
  assert.match(lines, /seed it was made with: 7/);
  assert.match(lines, /1 × 1024×768 · jpg/);
  assert.match(lines, /Everything that can be compared is as it was asked/);
  assert.match(lines, /waited here .+ · at the relay .+ · of that .+ of work, .+ · fetched in .+ · shown in .+ in all/);
  assert.match(lines, /\$0\.0\d+, charged .*by whoever runs the bot/);
  assert.match(lines, /request `[0-9a-f-]{36}` · job `[0-9a-f-]{36}`/);
});

test("Details say what the relay did otherwise", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox, sandbox: ignore settings", seed: 7, width: 512, height: 640 });
  const lines = await details(studio, mira);
  assert.match(lines, /Not as asked, the relay did otherwise: seed 7 → \d+ · size 512×640 → \d+×\d+/);
});

test("what was paid is for its member and for moderators", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const lines = await details(studio, nils);
  assert.match(lines, /shown to its member and to moderators/);
  assert.doesNotMatch(lines, /Paid|request `|\$/);
  assert.match(await details(studio, theo), /\$0\.0\d+, charged/);
});

test("a favourite is marked and unmarked in the panel, and found in the history", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen, until, bot } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Favourite");
  await until("the mark", async () => labelsOf(await mira.lastMessage()).includes("Unfavourite"));
  await bot.restart();
  await mira.command("history", { favourites: true });
  await seen(mira, /“1: a fox”/);
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Unfavourite");
  await until("no mark", async () => labelsOf(await mira.lastMessage()).includes("Favourite"));
  await mira.command("history", { favourites: true });
  await seen(mira, /Nothing fits what you are looking for/);
});

test("settings are there as a command to copy, and in a form to change before it runs", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, relay, until, bot, seen } = studio;
  await makePicture(studio, mira, { prompt: "a fox", seed: 7, width: 512, height: 640 });
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Use settings");
  await seen(mira, /\/flux prompt:a fox width:512 height:640 .*seed:7/);
  const shown = await mira.lastMessage();
  await bot.restart();
  const answer = await mira.press(shown, "Change and run");
  assert.ok(answer.outcome === "modal");
  const filled = JSON.stringify(answer.data);
  assert.match(filled, /"value":"a fox"/);
  assert.match(filled, /512×640 as it was, unless you choose/);
  assert.match(filled, /"custom_id":"seed"[^}]*"value":"7"/);
  await mira.submitModal(answer.modal, { prompt: "a badger", seed: "8" });
  await until("the second", () => relay.ledger().accepted === 2);
  const body = relay.requests().findLast(({ method }) => method === "POST")?.body;
  assert.match(JSON.stringify(body), /"prompt":"a badger".*"width":512,"height":640/);
  assert.match(JSON.stringify(body), /"seed":8/);
  const use = customIdOf(shown, "Change and run");
  assert.equal((await nils.press(await forged(studio, use), use)).outcome, "modal", "what stands openly is everyone's");
});

test("a seed with more digits than a number keeps them all from result to result", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, until, seen } = studio;
  await makePicture(studio, mira, { prompt: "a fox, sandbox: long seed" });
  const seed = /seed (\d{17,20}) ·/.exec(await said(mira))?.[1];
  assert.ok(seed);
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Use settings");
  await seen(mira, /The command that asks for the same/);
  const form = formOf(await mira.press(await mira.lastMessage(), "Change and run"));
  await mira.submitModal(form, { prompt: "a badger", seed });
  const made = async () => (await said(mira)).match(new RegExp(`seed ${seed} ·`, "g"))?.length;
  await until("its result", async () => (await made()) === 2);
});

test("a picture that a result was made from stays in its settings, unless another is given", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, relay, until, clock, seen } = studio;
  await mira.command("kontext", { prompt: "a hat", image: await picture() });
  await seen(mira, /\[More…\]/);
  clock.advance(3 * 24 * 60 * 60_000);
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Use settings");
  await seen(mira, /are not in it: attach them again, or use the form/);
  const shown = await mira.lastMessage();
  await mira.submitModal(formOf(await mira.press(shown, "Change and run")), { prompt: "a crown" });
  await until("the second", () => relay.ledger().accepted === 2);
  const other = await picture("other.png", 80, 60, "#aa3377");
  await mira.submitModal(formOf(await mira.press(shown, "Change and run")), { prompt: "a veil", image: [other] });
  await until("the third", () => relay.ledger().accepted === 3);
  const [first, kept, replaced] = relay
    .requests()
    .filter(({ method }) => method === "POST")
    .map(({ body }) => body as { image_url: string });
  assert.match(kept?.image_url ?? "", /^data:image\/png;base64,/);
  assert.notEqual(replaced?.image_url, kept?.image_url);
  assert.ok(first);
});

test("none of it works on what someone made privately, not even with its custom ids", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils } = studio;
  await makePicture(studio, mira, { prompt: "a fox", private: true });
  await mira.press(await mira.lastMessage(), "More…");
  const panel = await untilPanel(studio, mira);
  const wanted = customIds(panel).filter((id) => /^go:(details|favourite|settings|private)/.test(id));
  assert.ok(wanted.length >= 3);
  const use = wanted.flatMap((id) => id.split(":").at(-1) ?? []).map((ref) => `use:${ref}`);
  for (const id of [...wanted, ...use]) {
    const answer = await nils.press(await forged(studio, id), id);
    assert.equal(answer.outcome, "answered", id);
    assert.match((await nils.transcript()).at(-1) ?? "", /\(only you\): This is no longer known to me/, id);
  }
  assert.doesNotMatch(await said(nils), /a fox/);
});
