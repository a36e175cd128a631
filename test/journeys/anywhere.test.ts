import assert from "node:assert/strict";
import { test } from "node:test";
import { customIdWith } from "../support/found.ts";
import { decideAsOperator } from "../support/moderation.ts";
import type { Person } from "../support/person.ts";
import { forged } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

const ANYWHERE = { environment: { PRIVATE_USE: "user-install" }, relay: { speed: 4 } } as const;
const names = async (who: Person, channel: string) => (await who.commands(channel)).map(({ name }) => name);
const said = async (who: Person, channel: string) => (await who.transcript(channel)).join("\n");

test("what the operator does not allow is not offered: commands stay in servers", async (t) => {
  const { mira, bot } = await openStudio(t, { environment: { PRIVATE_USE: "off" } });
  await mira.install();
  assert.deepEqual([await names(mira, "dm"), await names(mira, "cafe"), await names(mira, "Theo")], [[], [], []]);
  assert.ok((await names(mira, "general")).includes("flux"));
  await bot.restart({ PRIVATE_USE: "dm" });
  assert.ok((await names(mira, "dm")).includes("flux"));
  assert.deepEqual([await names(mira, "cafe"), await names(mira, "Theo")], [[], []]);
  await bot.restart({ PRIVATE_USE: "user-install" });
  for (const place of ["dm", "cafe", "Theo"]) {
    const offered = await names(mira, place);
    for (const name of ["flux", "generate", "history", "jobs", "me", "forget-me", "privacy", "info"])
      assert.ok(offered.includes(name), `${name} in ${place}`);
    for (const name of ["easel", "gallery", "Remove picture"])
      assert.ok(!offered.includes(name), `${name} in ${place}`);
  }
});

test("someone who brought the bot along makes pictures in a server and a conversation where it is not", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, theo, relay, seen, bot, discord } = studio;
  await mira.install();
  await mira.command("flux", { prompt: "a heron" }, { channel: "cafe" });
  await seen(mira, /^Easel: <flux-.*“Picture 1 of 1: a heron”/, "cafe");
  await mira.command("flux", { prompt: "a kingfisher" }, { channel: "Theo" });
  await seen(mira, /^Easel: <flux-.*“Picture 1 of 1: a kingfisher”/, "Theo");
  const conversation = mira.channel("Theo");
  assert.match((await theo.transcript(conversation)).join("\n"), /a kingfisher/, "who is there sees it, too");
  await bot.restart();
  await mira.press(await mira.lastMessage("cafe"), "Again");
  await studio.until("a second heron", () => relay.ledger().accepted === 3);
  await mira.command("history", {}, { channel: "cafe" });
  await seen(mira, /“\d: a heron”/, "cafe");
  const asked = discord.requests().filter(({ route }) => route.includes(`/channels/${mira.channel("cafe")}`));
  assert.deepEqual(asked, [], "the bot has no voice there beside the interaction's token");
});

test("who sees it in a conversation goes on from it there, too", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, theo, nils, relay, seen } = studio;
  await mira.install();
  await mira.command("flux", { prompt: "a kingfisher" }, { channel: "Theo" });
  await seen(mira, /\[More…\]/, "Theo");
  const conversation = mira.channel("Theo");
  const message = await theo.lastMessage(conversation);
  assert.equal((await theo.press(message, "Vary")).outcome, "modal");
  const vary = customIdWith(message, "go:vary:");
  assert.notEqual((await nils.press(await forged(studio, vary), vary)).outcome, "modal", "not who is not there");
  assert.equal(relay.ledger().accepted, 1);
});

test("what takes longer than the token lives comes as a direct message", async (t) => {
  const studio = await openStudio(t, { environment: { PRIVATE_USE: "user-install" } });
  const { mira, clock, seen } = studio;
  await mira.install();
  await mira.command("flux", { prompt: "sandbox: queue 960" }, { channel: "cafe" });
  await seen(mira, /relay's queue/, "cafe");
  clock.advance(15 * 60_000);
  const lines = await seen(mira, /“Picture 1 of 1/, "dm");
  assert.match(lines.join("\n"), /Discord lets me answer for 15 minutes where you asked/);
});

test("where external apps may not speak, results are their member's alone and nobody shares them", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, nils, discord, seen } = studio;
  await mira.install();
  discord.settings.setEveryonesPermission("cafe", "UseExternalApps", false);
  await mira.command("flux", { prompt: "a heron" }, { channel: "cafe" });
  await seen(mira, /\(only you\): <flux-.*“Picture 1 of 1: a heron”/, "cafe");
  assert.doesNotMatch(await said(mira, "cafe"), /\[Share\]/);
  assert.deepEqual(await nils.messages(mira.channel("cafe")), []);
});

test("a private result in someone else's server is shared by way of the token", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, nils, seen } = studio;
  await mira.install();
  await mira.command("flux", { prompt: "a heron", private: true }, { channel: "cafe" });
  await seen(mira, /\[Share\]/, "cafe");
  await mira.press(await mira.lastMessage("cafe"), "Share");
  await seen(mira, /Shared in this channel\./, "cafe");
  assert.match((await nils.transcript(mira.channel("cafe"))).join("\n"), /a heron/);
});

test("a foreign server's settings have no say, the operator's limits do", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, relay, seen } = studio;
  await mira.install();
  await decideAsOperator(studio, (settings) => {
    settings.eachGuild.imagesPerMemberPerDay = 1;
  });
  await mira.command("flux", { prompt: "a heron" }, { channel: "cafe" });
  await seen(mira, /a heron/, "cafe");
  await mira.command("flux", { prompt: "a second heron" }, { channel: "Theo" });
  assert.match(await said(mira, "Theo"), /\(only you\): /);
  assert.equal(relay.ledger().accepted, 1);
  await decideAsOperator(studio, (settings) => {
    settings.directMessages = "off";
  });
  await mira.command("flux", { prompt: "a third heron" }, { channel: "cafe" });
  assert.match(await said(mira, "cafe"), /made in servers here, not in direct messages/);
});

test("a button outlives what the operator allowed, and says so", async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { mira, relay, seen, bot } = studio;
  await mira.install();
  await mira.command("flux", { prompt: "a heron" }, { channel: "cafe" });
  await seen(mira, /\[Again\]/, "cafe");
  await bot.restart({ PRIVATE_USE: "dm" });
  await mira.press(await mira.lastMessage("cafe"), "Again");
  assert.match(await said(mira, "cafe"), /made in servers here, not in direct messages/);
  assert.equal(relay.ledger().accepted, 1);
});
