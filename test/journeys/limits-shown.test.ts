import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { decideLimits } from "../support/moderation.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const FLAGGED = "sandbox: nsfw";

const sentBodies = ({ relay }: Studio) =>
  relay
    .requests()
    .filter(({ method }) => method === "POST")
    .map(({ body }) => body as Record<string, unknown>);

test("the safety checker stays on outside age-restricted channels, whatever is asked", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await decideLimits(studio, ({ content }) => {
    content.safetyChecker = "on_outside_age_restricted";
  });
  await mira.command("flux", { prompt: "a fox", safety_checker: false });
  await seen(mira, /“Picture 1 of 1: a fox”/);
  await mira.command("flux", { prompt: "a hen", safety_checker: false }, { channel: "after-dark" });
  await seen(mira, /“Picture 1 of 1: a hen”/, "after-dark");
  assert.deepEqual(
    sentBodies(studio).map((body) => body["enable_safety_checker"]),
    [true, false],
  );
});

test("a replaced word never reaches the relay, and the reply shows what was asked of it", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await decideLimits(studio, ({ content }) => {
    content.replacedWords = [{ word: "naked", by: "well-dressed" }];
  });
  await mira.command("flux", { prompt: "a n4ked fox" });
  await seen(mira, /“Picture 1 of 1: a well-dressed fox”/);
  assert.deepEqual(
    sentBodies(studio).map((body) => body["prompt"]),
    ["a well-dressed fox"],
  );
});

test("a forbidden word is named in the refusal, and nothing is sent", async (t) => {
  const studio = await openStudio(t);
  const { mira, relay } = studio;
  await decideLimits(studio, ({ content }) => {
    content.forbiddenWords = ["gore"];
  });
  await mira.command("flux", { prompt: "a g.o.r.e scene" });
  assert.match((await mira.transcript()).join("\n"), /\(only you\): The moderators do not allow this.*`gore`/);
  assert.equal(relay.ledger().accepted, 0);
});

test("a flagged picture is withheld: the reply says so, the file is kept, the quota is not used", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, bot, discord, seen } = studio;
  await decideLimits(studio, ({ content, limits }) => {
    content.flaggedResults = { ageRestricted: "post", elsewhere: "withhold" };
    limits.everyone.imagesPerDay = 1;
  });
  await mira.command("flux", { prompt: FLAGGED });
  const lines = await seen(mira, /flagged this result, and the moderators withhold such pictures/);
  assert.doesNotMatch(lines.join("\n"), /“Picture/);
  assert.equal(globSync(join(bot.config.dataDir, "archive", "**", "0.*")).length, 1, "the file is kept");
  assert.ok(!discord.requests().some(({ body }) => JSON.stringify(body ?? "").includes("attachment://")));
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox”/);
});

test("in an age-restricted channel the same picture is posted openly, elsewhere behind a spoiler", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, discord, seen } = studio;
  await decideLimits(studio, ({ content }) => {
    content.flaggedResults = { ageRestricted: "post", elsewhere: "spoiler" };
  });
  const spoilers = () => discord.requests().filter(({ body }) => JSON.stringify(body ?? "").includes('"spoiler":true'));
  await mira.command("flux", { prompt: FLAGGED }, { channel: "after-dark" });
  await seen(mira, /“Picture 1 of 1/, "after-dark");
  assert.equal(spoilers().length, 0);
  await mira.command("flux", { prompt: FLAGGED });
  await seen(mira, /“Picture 1 of 1/);
  assert.equal(spoilers().length, 1);
});

test("where results are for their member only, nobody else sees the reply, and its buttons work", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen, until } = studio;
  await decideLimits(studio, ({ place }) => {
    place.ephemeralOnly = [ID.general];
  });
  await mira.command("flux", { prompt: "a fox" });
  const lines = await seen(mira, /“Picture 1 of 1: a fox”/);
  assert.match(lines[0] ?? "", /\(only you\)/);
  assert.deepEqual(await nils.transcript(), []);
  await mira.press(await mira.lastMessage(), "Again");
  await until("a second picture", async () => {
    const shown = await mira.transcript();
    return shown.filter((line) => line.includes("“Picture")).length === 2;
  });
  assert.deepEqual(await nils.transcript(), []);
  await mira.press(await mira.lastMessage(), "Delete");
  await until("one reply left", async () => (await mira.messages()).length === 1);
});

test("a result that comes after an ephemeral reply's fifteen minutes goes to its member directly", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 1 } });
  const { mira, clock, seen } = studio;
  await decideLimits(studio, ({ place }) => {
    place.ephemeralOnly = [ID.general];
  });
  await mira.command("flux", { prompt: "sandbox: queue 120" });
  await seen(mira, /relay's queue/);
  clock.advance(16 * 60_000);
  await seen(mira, /“Picture 1 of 1/, "dm");
  assert.doesNotMatch((await mira.transcript()).join("\n"), /“Picture/);
});
