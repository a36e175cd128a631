import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { decideLimits } from "../support/moderation.ts";
import type { Person } from "../support/person.ts";
import { openStudio } from "../support/studio.ts";

const HOUR_MS = 3_600_000;
const when = (at: number) => `<t:${Math.ceil(at / 1000)}:R>`;

async function lastLine(person: Person, channel?: string): Promise<string> {
  return (await person.transcript(channel)).at(-1) ?? "";
}

test("in a denied channel a member is told where to go, and there it works", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, relay, seen } = studio;
  await decideLimits(studio, ({ place }) => {
    place.channels.denied = [ID.general];
    place.redirect = ID.art;
  });
  await mira.command("flux", { prompt: "a fox" });
  assert.equal(
    await lastLine(mira),
    `Easel (only you): Pictures are not made in <#${ID.general}>. Use <#${ID.art}> instead. Nothing was charged.`,
  );
  assert.equal(relay.ledger().accepted, 0);
  await mira.command("flux", { prompt: "a fox" }, { channel: "art" });
  await seen(mira, /“Picture 1 of 1: a fox”/, "art");
});

test("a thread follows its channel and that one's category", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  const thread = { channel: "lighthouse studies" };
  await decideLimits(studio, ({ place }) => {
    place.channels.allowed = [ID.art];
  });
  await mira.command("flux", { prompt: "a fox" }, thread);
  await seen(mira, /“Picture 1 of 1: a fox”/, thread.channel);
  await decideLimits(studio, ({ place }) => {
    place.channels = { allowed: [], denied: [ID.studio] };
  });
  await mira.command("flux", { prompt: "a hen" }, thread);
  assert.match(await lastLine(mira, thread.channel), /\(only you\): Pictures are not made in/);
});

test("a quota says what is used and when it ends; a failed job gives its image back; Again is refused alike", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, clock, seen } = studio;
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.imagesPerDay = 2;
  });
  await mira.command("flux", { prompt: "sandbox: refused" });
  await seen(mira, /\[Try again\]/);
  const admittedAt = clock.now();
  await mira.command("flux", { prompt: "a fox", count: 2 });
  await seen(mira, /“Picture 2 of 2: a fox”/);
  await mira.press(await mira.lastMessage(), "Again");
  const refused = await lastLine(mira);
  assert.match(
    refused,
    /over your limit of images, 2 per 24 hours: 2 used, 2 asked for now\. You can ask for it again/,
  );
  assert.ok(refused.endsWith(`${when(admittedAt + 24 * HOUR_MS)}. Nothing was charged.`), refused);
  clock.advance(24 * HOUR_MS);
  await mira.command("flux", { prompt: "a hen" });
  await seen(mira, /“Picture 1 of 1: a hen”/);
});

test("a cooldown is told with its end, and one member's does not hold another up", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, clock, seen } = studio;
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.cooldownSeconds = 3600;
  });
  const endsAt = clock.now() + HOUR_MS;
  await mira.command("flux", { prompt: "a fox" });
  await mira.command("flux", { prompt: "a hen" });
  assert.equal(
    await lastLine(mira),
    `Easel (only you): Please leave 3,600 s between two requests. You can ask for it again ${when(endsAt)}. Nothing was charged.`,
  );
  await nils.command("flux", { prompt: "a pig" });
  await seen(nils, /“Picture 1 of 1: a pig”/);
});

test("a suspended member reads why and until when, in their language", async (t) => {
  const studio = await openStudio(t);
  const { xiaoyu, clock, relay } = studio;
  const until = clock.now() + HOUR_MS;
  await decideLimits(studio, ({ people }) => {
    people.suspensions[ID.xiaoyu] = { until, reason: "刷屏。", by: ID.theo, at: clock.now() };
  });
  await xiaoyu.command("flux", { prompt: "狐狸" });
  assert.equal(
    await lastLine(xiaoyu),
    `Easel (only you): 管理员已暂停你在这里画图：刷屏。将于${when(until)}结束。没有产生费用。`,
  );
  assert.equal(relay.ledger().accepted, 0);
});

test("while it is paused nobody is served, moderators included; what was begun is finished", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, theo, seen } = studio;
  await mira.command("flux", { prompt: "a fox" });
  await decideLimits(studio, (settings) => {
    settings.paused = { reason: "the relay is being paid", by: ID.theo, at: 0, until: null };
  });
  await theo.command("flux", { prompt: "a hen" });
  assert.equal(
    await lastLine(theo),
    "Easel (only you): The moderators have paused picture making here: the relay is being paid. That lasts until it is lifted. Nothing was charged.",
  );
  await seen(mira, /“Picture 1 of 1: a fox”/);
});

test("a newcomer waits, and does not once they have been a member for long enough", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { nils, clock, seen } = studio;
  await decideLimits(studio, ({ people }) => {
    people.newMembers.membershipHours = 1;
  });
  await nils.command("flux", { prompt: "a fox" });
  assert.match(await lastLine(nils), /once you have been a member for 1 hr\. You can ask for it again <t:\d+:R>/);
  clock.advance(HOUR_MS);
  await nils.command("flux", { prompt: "a hen" });
  await seen(nils, /“Picture 1 of 1: a hen”/);
});

test("a budget nearly used is told to the moderators' channel, and used up it refuses", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, theo, seen } = studio;
  await decideLimits(studio, ({ money }) => {
    money.perDay = 30_000;
    money.warnings = ID.art;
    money.currency = { code: "CNY", perUsd: 7 };
  });
  await mira.command("flux", { prompt: "a fox" });
  const lines = await seen(theo, /of the budget for this day is used/, "art");
  assert.match(lines.join("\n"), /83% of the budget for this day is used: CN¥0\.175 of CN¥0\.21,/);
  await mira.command("flux", { prompt: "a hen" });
  await seen(mira, /\(only you\): The budget for this day is used up here\. You can ask for it again <t:/);
});

test("fifty requests at once against a quota of five make five pictures", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { mira, relay, until } = studio;
  await decideLimits(studio, ({ limits }) => {
    limits.everyone.imagesPerWeek = 5;
  });
  await Promise.all(Array.from({ length: 50 }, (_, index) => mira.command("flux-schnell", { prompt: `fox ${index}` })));
  await until("five pictures", async () => {
    const lines = await mira.transcript();
    return lines.filter((line) => line.includes("“Picture")).length === 5;
  });
  const refusals = (await mira.transcript()).filter((line) => line.includes("limit of images, 5 per 7 days"));
  assert.equal(refusals.length, 45);
  assert.equal(relay.ledger().accepted, 5);
});
