import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openStudio, picture, type Studio } from "../support/studio.ts";

async function filesInArchive({ bot }: Pick<Studio, "bot">): Promise<string[]> {
  const entries = await readdir(join(bot.config.dataDir, "archive"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("a cancel that comes when the relay has just begun does not claim that nothing was charged", async (t) => {
  const { mira, relay, seen, until } = await openStudio(t, { relay: { cancelWhileRunning: "goes-on" } });
  assert.ok(relay.faults.add({ at: "status", kind: "status-back", times: "always" }).ok);
  await mira.command("flux", { prompt: "sandbox: slow" });
  await seen(mira, /relay's queue/);
  await until("it is painted", () => relay.taken().some(({ state }) => state === "running"));
  relay.faults.clear();
  await mira.press(await mira.lastMessage(), "Cancel");
  await seen(mira, /Cancelled\. The relay may have begun already, so it may charge for it/);
  await until("the relay charged it", () => relay.ledger().charged === 1);
});

test("a reply that Discord took, though its answer got lost, goes on to the picture", async (t) => {
  const { mira, discord, seen } = await openStudio(t, { relay: { speed: 4 } });
  discord.faults.add({ kind: "reset_after", route: /^POST \/interactions/, times: 1 });
  discord.faults.add({ kind: "5xx", route: /^POST \/interactions/, times: 10 });
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox”/);
  assert.equal((await mira.messages()).length, 1);
});

for (const [kind, times] of [
  ["token_expired", 3],
  ["5xx", 8],
] as const)
  test(`a reply that was taken goes on, though nobody can say so for a moment: ${kind}`, async (t) => {
    const { mira, discord, seen } = await openStudio(t, { relay: { speed: 4 } });
    discord.faults.add({ kind: "reset_after", route: /^POST \/interactions/, times: 1 });
    discord.faults.add({ kind: "5xx", route: /^POST \/interactions/, times: 10 });
    discord.faults.add({ kind, route: /^(PATCH|GET) \/webhooks/, times });
    await mira.command("flux", { prompt: "a fox" });
    await seen(mira, /“Picture 1 of 1: a fox”/);
    assert.equal((await mira.messages()).length, 1);
  });

test("an answer that a closing connection swallowed is sent again", async (t) => {
  const { mira, discord, seen } = await openStudio(t, { relay: { speed: 4 } });
  discord.faults.add({ kind: "reset", route: /^POST \/interactions/, times: 2 });
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox”/);
});

test("a picture that came is kept and shown when the next one has expired meanwhile", async (t) => {
  const { mira, relay, seen, until, log } = await openStudio(t, { relay: { speed: 4 } });
  assert.ok(relay.faults.add({ at: "file", kind: "error", status: 500 }).ok);
  await mira.command("flux", { prompt: "foxes", count: 2 });
  await until("the first try to fail", () => log.some((line) => line.includes('"job again"')));
  assert.ok(relay.faults.add({ at: "file", kind: "expired", times: "always" }).ok);
  await seen(mira, /“Picture 1 of 1: foxes”/);
});

test("a picture that its store does not know yet, or answers with a page, is asked for again", async (t) => {
  const { mira, relay, seen } = await openStudio(t, { relay: { speed: 4 } });
  assert.ok(relay.faults.add({ at: "file", kind: "expired" }).ok);
  assert.ok(relay.faults.add({ at: "file", kind: "other-file", what: "web page" }).ok);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox”/);
});

test("inputs of a request that never left do not stay behind", async (t) => {
  const studio = await openStudio(t);
  const { mira, relay, seen } = studio;
  const mask = { name: "mask.png", type: "image/png", bytes: new TextEncoder().encode("no picture at all") };
  await mira.command("inpaint", { prompt: "a hat", image: await picture(), mask });
  await seen(mira, /could not be read as a picture\. Nothing was charged/);
  assert.deepEqual(await filesInArchive(studio), []);
  assert.equal(relay.ledger().accepted, 0);
});
