import assert from "node:assert/strict";
import { test } from "node:test";
import { customIdWith, openPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { forged } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** Has Mira make pictures, one after the other. */
async function make(studio: Studio, ...prompts: string[]): Promise<void> {
  for (const prompt of prompts) await makePicture(studio, studio.mira, { prompt, seed: 7, size: "square" });
}

/** Waits until the newest message a person sees has such a line. */
async function newest({ until }: Studio, who: Studio["mira"], line: RegExp): Promise<string> {
  let text = "";
  await until(`${line}`, async () => {
    const last = await who.lastMessage();
    text = JSON.stringify(last.components) + last.content;
    return line.test(text) && last.flags !== undefined;
  });
  return text;
}

test("/history shows what a member made, opens it, and gives the original", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  await make(studio, "a red fox");
  await mira.command("history");
  const page = (await seen(mira, /\(only you\): <1\.webp 384×384> “1: a red fox”/)).join("\n");
  assert.match(page, /Your pictures\n.*“1: a red fox”\n.*\*\*1\*\* a red fox\n.*discord\.com\/channels\/\d+\/\d+\/\d+/);
  await openPicture(mira, 1);
  await newest(studio, mira, /Download original/);
  assert.match(
    (await mira.transcript()).slice(-8).join("\n"),
    /FLUX\.1.*seed(.|\n)*<1\.webp 512×512>(.|\n)*To the message/,
  );
  await mira.press(await mira.lastMessage(), "Download original");
  const lines = await seen(mira, /As the relay made them: 1\./);
  assert.match(lines.at(-1) ?? "", /\(only you\): <[0-9a-f]{8}-1\.jpg 512×512> “a red fox”/);
  assert.equal(
    (await nils.transcript()).some((line) => line.includes("only you")),
    false,
  );
});

test("Again from the history makes a new picture where it is pressed, also after a restart", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, bot, relay, seen } = studio;
  await make(studio, "a red fox");
  await mira.command("history");
  await seen(mira, /“1: a red fox”/);
  await bot.restart();
  await openPicture(mira, 1);
  await newest(studio, mira, /Download original/);
  await mira.press(await mira.lastMessage(), "Again");
  await studio.until("a second job", () => relay.ledger().accepted === 2);
});

test("pages go on to older pictures and back, and Back leads to the page one came from", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 40 } });
  const { mira } = studio;
  await make(studio, ..."abcdefghijk".split("").map((letter) => `fox ${letter}`));
  await mira.command("history");
  const first = await newest(studio, mira, /\*\*9\*\* fox c/);
  assert.match(first, /\*\*1\*\* fox k/);
  assert.doesNotMatch(first, /Newer/);
  await mira.press(await mira.lastMessage(), "Older");
  const second = await newest(studio, mira, /\*\*1\*\* fox b/);
  assert.match(second, /\*\*2\*\* fox a/);
  assert.doesNotMatch(second, /Older/);
  await openPicture(mira, 2);
  await newest(studio, mira, /Download original/);
  await mira.press(await mira.lastMessage(), "Back");
  await newest(studio, mira, /\*\*1\*\* fox b/);
  await mira.press(await mira.lastMessage(), "Newer");
  await newest(studio, mira, /\*\*1\*\* fox k/);
});

test("words, model, favourites and dates narrow it down", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 40 } });
  const { mira, clock } = studio;
  await make(studio, "a red fox");
  clock.advance(2 * 86_400_000);
  await make(studio, "海边的灯塔");
  await mira.command("history", { text: "灯塔" });
  assert.match(await newest(studio, mira, /words: 灯塔/), /\*\*1\*\* 海边的灯塔[^*]*$/);
  await mira.command("history", { text: "horse" });
  await newest(studio, mira, /Nothing fits/);
  await mira.command("history", { model: "kontext" });
  await newest(studio, mira, /model: FLUX\.1 Kontext.*Nothing fits/s);
  await mira.command("history", { to: "2026-11-22" });
  assert.match(await newest(studio, mira, /up to 2026-11-22/), /\*\*1\*\* a red fox[^*]*$/);
  await openPicture(mira, 1);
  await newest(studio, mira, /☆ Favourite/);
  await mira.press(await mira.lastMessage(), "☆ Favourite");
  await newest(studio, mira, /★ Favourite/);
  await mira.command("history", { favourites: true });
  assert.match(await newest(studio, mira, /-# favourites/), /\*\*1\*\* a red fox[^*]*$/);
  await mira.command("history", { from: "2026-02-30" });
  await newest(studio, mira, /“2026-02-30” is no date/);
});

test("a picture that Discord would take neither here nor directly is found with /history", async (t) => {
  const studio = await openStudio(t);
  const { mira, discord, until, seen } = studio;
  await mira.command("flux", { prompt: "where did it go" });
  await seen(mira, /Painting/);
  discord.faults.add({ kind: "direct_messages_closed", route: /^POST \/channels\/\d+\/messages$/, times: 1_000 });
  discord.settings.deleteMessage((await mira.lastMessage()).id);
  await until("it is given up", () => studio.log.some((line) => /"state":"failed"/.test(line)));
  await mira.command("history");
  const page = await newest(studio, mira, /never shown in Discord/);
  assert.match(page, /where did it go/);
  assert.doesNotMatch(page, /discord\.com\/channels/);
  await openPicture(mira, 1);
  await newest(studio, mira, /Download original/);
  await mira.press(await mira.lastMessage(), "Download original");
  await seen(mira, /As the relay made them: 1\./);
});

test("nobody turns somebody else's pages or cancels their jobs, whatever custom id they send", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, relay, seen, until } = studio;
  await make(studio, "a red fox");
  await mira.command("history");
  await seen(mira, /“1: a red fox”/);
  const [, , view = "", job = ""] = customIdWith(await mira.lastMessage(), "found:pick").split(":");
  await nils.command("history");
  await seen(nils, /There is nothing here yet/);
  for (const id of [`found:newest:${view}`, `found:star:${view}:${job}:${job}`, `found:file:${view}:${job}`]) {
    await nils.press(await forged(studio, id), id);
    assert.match((await nils.lastMessage()).content, /somebody else's/, id);
  }
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await mira.command("jobs");
  const cancel = customIdWith(await mira.lastMessage(), "jobs:cancel");
  await nils.press(await forged(studio, cancel), cancel);
  assert.match((await nils.lastMessage()).content, /Only the member who asked for this/);
  assert.equal(
    relay.requests().some(({ method }) => method === "PUT"),
    false,
  );
  for (const id of ["found:newest:nonsense", "found:older", "found:file:x:y", "jobs:cancel:x", "forget:export:x"]) {
    await nils.press(await forged(studio, id), id);
    await until(id, async () => /too old|no longer|not known|any more/.test((await nils.lastMessage()).content));
  }
});

test("one's own view shows nobody else's job, also where the custom id names one", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  await make(studio, "a red fox");
  const job = customIdWith(await mira.lastMessage(), "again").split(":")[1] ?? "";
  await makePicture(studio, nils, { prompt: "a heron" });
  await nils.command("history");
  await seen(nils, /“1: a heron”/);
  const [, , view = ""] = customIdWith(await nils.lastMessage(), "found:pick").split(":");
  for (const id of [`found:file:${view}:${job}`, `found:star:${view}:${job}:${job}`]) {
    await nils.press(await forged(studio, id), id);
    assert.match((await nils.lastMessage()).content, /not kept any more/, id);
  }
});
