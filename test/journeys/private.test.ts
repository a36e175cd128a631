import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, batchMessages, makeBatch, picturesIn } from "../support/batches.ts";
import { customIdWith, openPicture } from "../support/found.ts";
import { labelsOf, untilPanel } from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import type { Person } from "../support/person.ts";
import { forged } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const said = async (who: Person, channel?: string) => (await who.transcript(channel)).join("\n");

async function makePrivately(studio: Studio, prompt = "a fox") {
  await makePicture(studio, studio.mira, { prompt, private: true });
  return studio.mira.lastMessage();
}

test("a private result is its member's alone until they share it, and everyone's then", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo, bot, seen } = studio;
  await mira.command("flux", { prompt: "a fox", private: true });
  await seen(mira, /\(only you\): .*If it takes longer than 15 minutes, it comes to you as a direct message/);
  await seen(mira, /\(only you\): <flux-.*“Picture 1 of 1: a fox”/);
  await seen(mira, /\(only you\): .*goes when Discord starts again\. \/history keeps it/);
  assert.deepEqual(await nils.transcript(), [], "nobody else sees anything of it");
  await bot.restart();
  await mira.press(await mira.lastMessage(), "Share");
  await seen(nils, /^Easel: <flux-.*“Picture 1 of 1: a fox”/);
  await seen(mira, /\(only you\): \[Shared in this channel\]\(https:\/\/discord\.com\/channels\//);
  assert.match(await said(nils), new RegExp(`shared by <@${mira.id}>`));
  assert.doesNotMatch(await said(nils), /Only you see this|\[Share\]/);
  const [, open] = await mira.messages();
  assert.ok(open);
  await theo.press(open, "Delete").then(({ outcome }) => assert.equal(outcome, "modal", "a moderator acts on it"));
  await mira.press(open, "Delete");
  await studio.until("the shared message is gone", async () => (await nils.messages()).length === 0);
});

test("a result shared twice in a row is one message", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const message = await makePrivately(studio);
  await Promise.all([studio.mira.press(message, "Share"), studio.mira.press(message, "Share")]);
  await studio.seen(studio.mira, /Shared in this channel/);
  assert.equal((await studio.nils.messages()).length, 1);
});

test("nobody shares, repeats or takes up what another made privately, not even with its custom id", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo, relay } = studio;
  const message = await makePrivately(studio);
  const share = customIdWith(message, "share:");
  for (const [who, sentence] of [
    [nils, /Only the member who asked for this can do that/],
    [theo, /Only the member who asked for this can do that/],
  ] as const) {
    await who.press(await forged(studio, share), share);
    assert.match(await said(who), sentence);
  }
  const again = customIdWith(message, "again:");
  await nils.press(await forged(studio, again), again);
  assert.equal(relay.ledger().accepted, 1, "its prompt is nobody else's to see");
  assert.doesNotMatch(await said(nils), /a fox/);
  await mira.press(message, "Again");
  await studio.until("a second one, private as well", () => relay.ledger().accepted === 2);
  assert.doesNotMatch(await said(nils), /a fox/);
});

test("where moderators show results to their members alone, nothing is shared", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, discord } = studio;
  const early = await makePrivately(studio, "an early fox");
  const general = discord.settings.channel("general").id;
  await decideLimits(studio, (settings) => {
    settings.place.ephemeralOnly = [general];
  });
  await mira.press(early, "Share");
  assert.match(await said(mira), /let nobody share results in this channel/);
  await makePrivately(studio, "a late fox");
  assert.equal((await said(mira)).match(/\[Share\]/g)?.length, 1, "the button is not even there");
});

test("a member takes back what stands openly, and moderators read that", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo, seen, until } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const [open] = await mira.messages();
  assert.ok(open);
  await nils.press(open, "More…");
  await seen(nils, /Go on from this picture/);
  assert.doesNotMatch(await said(nils), /Make private/);
  await mira.press(open, "More…");
  await seen(mira, /\[Make private\]/);
  await mira.press(await mira.lastMessage(), "Make private");
  await until("it is gone for everyone", async () => !(await nils.messages()).some(({ id }) => id === open.id));
  await seen(mira, /\(only you\): <flux-.*“Picture 1 of 1: a fox”/);
  await theo.command("easel", { audit: {} });
  await seen(theo, /took back the result of a job of their own/);
  await mira.press(await mira.lastMessage(), "Share");
  await seen(nils, /^Easel: <flux-.*“Picture 1 of 1: a fox”/);
});

test("a private result that takes longer than Discord's fifteen minutes comes directly, with a word on why", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, clock, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 960", private: true });
  await seen(mira, /relay's queue/);
  clock.advance(15 * 60_000);
  const lines = await seen(mira, /“Picture 1 of 1/, "dm");
  assert.match(lines.join("\n"), /could not show this in/);
  assert.doesNotMatch(lines.join("\n"), /\[Share\]|Only you see this/);
  assert.deepEqual(await nils.transcript(), []);
});

test("/generate is private as well, also by its form", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  const answer = await mira.command("generate", { model: "flux", private: true });
  assert.ok(answer.outcome === "modal");
  await mira.submitModal(answer.modal, { prompt: "a fox" });
  await seen(mira, /\(only you\): <flux-.*“Picture 1 of 1: a fox”/);
  assert.deepEqual(await nils.transcript(), []);
});

test("a private result that Discord has forgotten is shared from the history, where it was made", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  await mira.dismiss(await makePrivately(studio));
  await mira.command("history", {}, { channel: "art" });
  await seen(mira, /“1: a fox”/, "art");
  await openPicture(mira, 1, "art");
  await seen(mira, /\[Share\]/, "art");
  await mira.press(await mira.lastMessage("art"), "Share");
  assert.match(await said(mira, "art"), /share this where you asked for it/);
  await mira.command("history");
  await seen(mira, /“1: a fox”/);
  await openPicture(mira, 1);
  await seen(mira, /\[Share\]/);
  await mira.press(await mira.lastMessage(), "Share");
  await seen(nils, /^Easel: <flux-.*“Picture 1 of 1: a fox”/);
  await seen(mira, /\(only you\): \[Shared in this channel/);
});

test("of a message with several results one is made private, and the others stay", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await makeBatch(studio, "a {red|blue} fox");
  await seen(mira, /2 of 2 done/);
  await allTold(studio);
  const [message] = await batchMessages(mira);
  assert.ok(message);
  await mira.command("Use as input", {}, { target: message.id });
  await seen(mira, /Which of its pictures\?/);
  const asked = await mira.lastMessage();
  const [first] = [...JSON.stringify(asked.components).matchAll(/"value":"([0-9a-f-]{36}\.0)"/g)].map(([, ref]) => ref);
  assert.ok(first);
  await mira.select(asked, "take:panel", [first]);
  const labels = labelsOf(await untilPanel(studio, mira));
  assert.deepEqual([labels.includes("Details"), labels.includes("Make private")], [true, true]);
  await mira.press(await mira.lastMessage(), "Make private");
  await seen(mira, /\*\*1\*\* Taken away/);
  assert.equal(picturesIn((await batchMessages(mira))[0]).length, 1);
});
