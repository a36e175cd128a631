import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio } from "../support/studio.ts";

test("after more than fifteen minutes in the queue the picture comes through the channel", async (t) => {
  const { mira, relay, discord, clock, seen } = await openStudio(t, { relay: { workers: 0 } });
  await mira.command("flux", { prompt: "patience" });
  await seen(mira, /relay's queue/);
  const asked = clock.now();
  await seen(mira, /relay's queue/);
  while (clock.now() < asked + 20 * 60_000) {
    clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  relay.settings.update({ workers: 2 });
  const lines = await seen(mira, /\[Again\]/);
  assert.match(lines.join("\n"), /“Picture 1 of 1: patience”/);
  const last = discord
    .requests()
    .filter(({ method }) => method === "PATCH")
    .at(-1);
  assert.match(last?.route ?? "", /^\/channels\/\d+\/messages\/\d+$/);
  assert.equal(relay.ledger().accepted, 1);
});

test("a picture larger than the place allows is made smaller, and says so", async (t) => {
  const { mira, discord, seen } = await openStudio(t, { relay: { speed: 4 } });
  discord.settings.setFileLimit(40_000);
  await mira.command("flux", { prompt: "a forest in autumn", format: "png", size: "square_hd" });
  const lines = await seen(mira, /\[Again\]/);
  assert.match(lines.join("\n"), /the original is kept: what you see was made smaller to fit here/);
  assert.match(lines.join("\n"), /<flux-\d+-1\.(jpg|webp) \d+×\d+>/);
});

test("four large pictures fit into one request", async (t) => {
  const { mira, discord, seen } = await openStudio(t, { relay: { speed: 4 } });
  discord.settings.setFileLimit(100 * 1024 * 1024);
  await mira.command("flux", { prompt: "fireworks", format: "png", width: 2048, height: 2048, count: 4 });
  const lines = await seen(mira, /\[Again\]/);
  assert.equal(lines.filter((line) => /“Picture \d of 4/.test(line)).length, 4);
});

test("a picture the model flagged is covered until someone looks", async (t) => {
  const { mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  await mira.command("flux", { prompt: "sandbox: nsfw" });
  await seen(mira, /\[Again\]/);
  const [message] = await mira.messages();
  assert.match(JSON.stringify(message?.components), /"spoiler":true/);
});

test("a deleted reply sends the picture to its member directly", async (t) => {
  const { mira, discord, seen } = await openStudio(t);
  await mira.command("flux", { prompt: "where did it go" });
  await seen(mira, /Painting/);
  discord.settings.deleteMessage((await mira.lastMessage()).id);
  await seen(mira, /“Picture 1 of 1: where did it go”/, "dm");
});
