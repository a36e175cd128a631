import assert from "node:assert/strict";
import { test } from "node:test";
import { customIdWith } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import { formOf } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

function make(studio: Studio, who: Studio["mira"], prompt: string, channel = "general"): Promise<void> {
  return makePicture(studio, who, { prompt }, channel);
}

/** The newest message of /gallery, once it is there. */
async function gallery({ until }: Studio, who: Studio["mira"], line: RegExp): Promise<string> {
  let text = "";
  await until(`${line}`, async () => {
    const last = await who.lastMessage();
    text = JSON.stringify(last.components) + last.content;
    return line.test(text);
  });
  return text;
}

test("/gallery shows what everyone made in this channel, and nothing of other channels", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils } = studio;
  await make(studio, mira, "a fox");
  await make(studio, nils, "a heron");
  await make(studio, mira, "a secret", "art");
  await nils.command("gallery");
  const page = await gallery(studio, nils, /Pictures of this channel.*a fox/s);
  assert.match(page, new RegExp(`a heron.*by <@${nils.id}>.*a fox.*by <@${mira.id}>`, "s"));
  assert.doesNotMatch(page, /a secret/);
  await nils.command("gallery", { member: mira.id });
  assert.doesNotMatch(await gallery(studio, nils, /by <@\d+>"/), /a heron/);
});

test("moderators open the gallery to the whole server, or close it, which ends the lists that are open", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo } = studio;
  await make(studio, mira, "a fox", "art");
  await decideLimits(studio, (settings) => {
    settings.gallery = "server";
  });
  await nils.command("gallery");
  await gallery(studio, nils, /Pictures of this server.*a fox/s);
  const page = await nils.lastMessage();
  const job = customIdWith(page, "found:pick").split(":")[3] ?? "";
  await theo.command("easel", { panel: {} });
  await theo.select(await theo.lastMessage(), "easel:overview:go", ["safety"]);
  const panel = await theo.lastMessage();
  const form = formOf(await theo.press(panel, "How long to keep…"));
  await theo.submitModal(form, { kept_days: "30", kept_megabytes: "" });
  await theo.select(panel, customIdWith(panel, "easel:safety:set:gallery"), ["off"]);
  await nils.command("privacy");
  await gallery(studio, nils, /How long here\*\*: 30 days; favourites longer/);
  await nils.select(page, customIdWith(page, "found:pick"), [job]);
  await gallery(studio, nils, /turned the gallery off here/);
  await nils.command("gallery");
  await gallery(studio, nils, /turned the gallery off here/);
});

test("flagged pictures are veiled, and of other channels not shown at all", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils } = studio;
  await decideLimits(studio, (settings) => {
    settings.gallery = "server";
  });
  await make(studio, mira, "sandbox: nsfw", "art");
  await nils.command("gallery");
  assert.doesNotMatch(await gallery(studio, nils, /Pictures of this server.*sandbox/s), /\.webp/);
  await mira.command("history");
  assert.match(
    await gallery(studio, mira, /Your pictures.*sandbox/s),
    /1\.webp.*"spoiler":true|"spoiler":true.*1\.webp/s,
  );
});

test("/jobs lists one's own work under way, and Cancel there ends it", async (t) => {
  const studio = await openStudio(t, { relay: { workers: 0 }, environment: { RELAY_CONCURRENCY: "1" } });
  const { mira, nils, relay, seen } = studio;
  await mira.command("flux", { prompt: "first thoughts" });
  await seen(mira, /relay's queue/);
  await mira.command("flux", { prompt: "second thoughts" });
  await nils.command("jobs");
  assert.match((await nils.transcript()).join("\n"), /\(only you\): Nothing of yours is under way/);
  await mira.command("jobs");
  const lines = (await mira.transcript()).slice(-9).join("\n");
  assert.match(lines, /Yours, under way\n.*first thoughts.*\n.*at the relay(.|\n)*second thoughts.*\n.*waits here/);
  const list = await mira.lastMessage();
  const buttons = [...JSON.stringify(list.components).matchAll(/jobs:cancel:[0-9a-f-]{36}/g)].map(([id]) => id);
  assert.equal(buttons.length, 2);
  await mira.press(list, buttons[0] ?? "");
  await seen(mira, /Cancelled\. Nothing was charged/);
  await mira.press(await mira.lastMessage(), "Refresh");
  const left = JSON.stringify((await mira.lastMessage()).components);
  assert.match(left, /second thoughts/);
  assert.doesNotMatch(left, /first thoughts/);
  assert.equal(relay.ledger().charged, 0);
});
