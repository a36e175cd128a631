import assert from "node:assert/strict";
import { test } from "node:test";
import { openOperating } from "../support/operating.ts";
import type { Person } from "../support/person.ts";
import { openStudio } from "../support/studio.ts";

const SELECT_MODEL = "help:model";
const SELECT_COMMAND = "help:command";

const text = async (who: Person, channel?: string) => (await who.transcript(channel)).join("\n");

test("someone asks what there is, looks at a model, copies its example and gets a picture", async (t) => {
  const { mira, seen } = await openStudio(t);
  await mira.command("help");
  const overview = await text(mira);
  assert.match(overview, /\(only you\): ## What you can do here/);
  assert.match(overview, /### Pictures from words\n.*`\/flux` · Make a picture from text with FLUX\.1/);
  assert.match(overview, /### From pictures of yours\n(.*\n)*.*`\/kontext` · /);
  assert.match(overview, /`\/history` · Find your pictures again/);
  assert.match(overview, /Apps: .*\*\*Report picture\*\*/);
  await mira.select(await mira.lastMessage(), SELECT_MODEL, ["flux"]);
  const page = await text(mira);
  assert.match(page, /## FLUX\.1 \\\[dev\\\]/);
  assert.match(page, /\*\*prompt\*\* \(needed\): What the picture should show, up to 2000 characters/);
  assert.match(page, /\*\*steps\*\*: .*1–50\. Default 28/);
  assert.match(page, /costs about \$0\.\d+ here/);
  const [, prompt = "", size = ""] = /\/flux prompt:(.+) size:(.+) · \d+×\d+ seed:42/.exec(page) ?? [];
  assert.equal(size, "Square HD 1:1");
  await mira.command("flux", { prompt, size: "square_hd", seed: 42 });
  await seen(mira, /Picture 1 of 1: a lighthouse in a storm/);
  await mira.press(await helpMessage(mira), "Overview");
  assert.match(await text(mira), /What you can do here/);
});

test("a command's page tells its parts, and autocomplete finds both", async (t) => {
  const { mira, theo, nils } = await openStudio(t);
  await theo.command("help");
  await theo.select(await theo.lastMessage(), SELECT_COMMAND, ["easel"]);
  assert.match(
    await text(theo),
    /## \/easel\n(.*\n)*.*### What it can do\n(.*\n)*.*`\/easel limits` · How much and how often\n.*-# set · clear · server/,
  );
  await nils.command("help", { command: "history" });
  assert.match(await text(nils), /## \/history\n(.*\n)*.*\*\*text\*\*: Words of the prompt/);
  const found = await mira.autocomplete("help", { command: "kont" }, "command");
  assert.match(JSON.stringify(found), /"kontext-multi"/);
});

test("what someone may not use is not told of, however they ask", async (t) => {
  const { mira, theo } = await openStudio(t);
  await mira.command("help");
  assert.doesNotMatch(await text(mira), /\/easel` ·|Remove picture/);
  const before = await mira.lastMessage();
  await mira.command("help", { command: "easel" });
  assert.match(await text(mira), /nothing called “easel” here that you may use/);
  await theo.command("easel", { model: { switch: { model: "fal-ai/flux-pro/kontext", on: false } } });
  await mira.command("help");
  const overview = (await mira.transcript()).slice(-40).join("\n");
  assert.doesNotMatch(overview, /`\/kontext` ·/);
  await mira.select(before, SELECT_MODEL, ["kontext"]);
  assert.match(await text(mira), /no longer known to me/);
});

async function helpMessage(who: Person) {
  const found = (await who.messages()).find((message) => JSON.stringify(message.components).includes("help:start"));
  assert.ok(found);
  return found;
}

test("/operator is told of to whoever runs the bot, and to no moderator", async (t) => {
  const { ada, theo } = await openOperating(t);
  await ada.command("help");
  assert.match(await text(ada), /`\/operator` · /);
  await ada.command("help", { command: "operator" });
  assert.match(await text(ada), /`\/operator servers` · Where the bot may be used/);
  await theo.command("help");
  assert.match(await text(theo), /`\/easel` · /);
  assert.doesNotMatch(await text(theo), /`\/operator` · /);
});
