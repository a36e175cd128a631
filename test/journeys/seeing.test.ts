import assert from "node:assert/strict";
import { test } from "node:test";
import { decideLimits } from "../support/moderation.ts";
import { MODERATORS, picture, setAuditChannel } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

test("usage shows charts, each with the same in words, and every job as a file", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, nils, seen } = studio;
  await mira.command("flux", { prompt: "a fox", count: 2 });
  await seen(mira, /“Picture 2 of 2: a fox/);
  await nils.command("kontext-text", { prompt: "a boat" });
  await seen(nils, /“Picture 1 of 1: a boat/);
  await theo.command("easel", { usage: {} });
  const shown = (await seen(theo, /By member/)).join("\n");
  assert.match(
    shown,
    /\(only you\): Jobs: \*\*2\*\* · with a result: \*\*2\*\* · images: \*\*3\*\* · cost: \*\*\$0\.09\*\*/,
  );
  assert.match(shown, /<by-day\.png 1280×\d+> “Bar chart, By day: 11\/21: jobs 2, \$0\.09”/);
  assert.match(shown, /<by-model\.png 1280×\d+> “Bar chart, By model: FLUX\.1 \[dev\]: jobs 1, \$0\.05; .*Kontext/);
  assert.match(shown, /<by-member\.png 1280×\d+> “Bar chart, By member: Mira: jobs 1, \$0\.05; Nils: jobs 1, \$0\.04”/);
  assert.match(shown, /1\. <@\d+> · jobs: 1 · \$0\.05/);

  await theo.press(await theo.lastMessage(), "30 days");
  await seen(theo, /Usage in the last 30 days/);
  await theo.press(await theo.lastMessage(), "CSV file");
  await seen(theo, /<usage-30-days\.csv>/);
  const [address = ""] = JSON.stringify(await theo.lastMessage()).match(/http[^"]+usage-30-days\.csv[^"]*/) ?? [];
  const lines = (await (await fetch(address)).text()).trim().split("\n");
  assert.match(lines[0] ?? "", /asked_at,ended_at,member,channel,model,images,state,cost_usd,job/);
  assert.match(
    lines[1] ?? "",
    new RegExp(`,${nils.id},\\d+,fal-ai/flux-pro/kontext/text-to-image,1,delivered,0\\.040000,`),
  );
  assert.equal(lines.length, 3);
});

test("the queue shows what is under way, and a moderator cancels from it", async (t) => {
  const studio = await openStudio(t, { environment: { RELAY_CONCURRENCY: "1" } });
  const { theo, mira, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await mira.command("flux", { prompt: "a *second* one" });
  await theo.command("easel", { queue: {} });
  const shown = (await seen(theo, /Under way/)).join("\n");
  assert.match(shown, /a \\\*second\\\* one\*\*\n.*-# <@\d+> · FLUX\.1 \\\[dev\\\] · waits here · <t:\d+:R> · <#\d+>/);
  const queue = await theo.lastMessage();
  const cancels = JSON.stringify(queue.components).match(/queue:cancel:0:[0-9a-f-]{36}/g) ?? [];
  assert.equal(cancels.length, 2);
  await theo.press(queue, cancels[1] ?? "");
  await seen(mira, /Cancelled\. Nothing was charged/);
  await theo.press(await theo.lastMessage(), "Refresh");
  assert.doesNotMatch(JSON.stringify(await theo.lastMessage()), /second/);
});

test("a warning goes to the channel of the moderators' choice once 80 % of a budget is used, and once only", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, seen } = studio;
  await decideLimits(studio, ({ money }) => {
    money.perMonth = 60_000;
    money.warnings = theo.channel(MODERATORS);
  });
  await picture(studio, "one");
  assert.deepEqual(await theo.transcript(MODERATORS), []);
  await picture(studio, "two");
  const lines = await seen(theo, /of the budget/, MODERATORS);
  assert.match(lines.join("\n"), /83% of the budget for this month is used: \$0\.05 of \$0\.06/);
  assert.equal(lines.length, 1);
});

test("a member reads what they may do, what is left until when, and what they have used", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { mira, xiaoyu, clock, seen } = studio;
  await decideLimits(studio, ({ limits, content }) => {
    limits.everyone = { imagesPerDay: 5, cooldownSeconds: 7200, maxImages: 2, maxPixels: 1_048_576 };
    content.models = {
      "fal-ai/flux-1/schnell": { on: false, roles: { allowed: [], denied: [] }, channels: { allowed: [], denied: [] } },
    };
  });
  await picture(studio);
  await mira.command("me");
  assert.match(
    (await mira.transcript()).join("\n"),
    /You, here\n.*: Please leave 7,200 s between two requests\. You can/,
  );
  clock.advance(2 * 60 * 60_000);
  await mira.command("me");
  const lines = (await seen(mira, /You may use/)).join("\n");
  assert.match(lines, /You may use: .*Kontext/);
  assert.match(lines, /Not now: FLUX\.1 \\\[schnell\\\]\. FLUX\.1 \[schnell\] is switched off here/);
  assert.match(lines, /At most per request: 2 images · 1,048,576 pixels\./);
  assert.match(lines, /Leave 7200 s between two requests\./);
  assert.match(lines, /4 of 5 images per 24 hours; the next one comes back <t:1795348\d+:R>/);
  assert.match(lines, /In 30 days: images 1, requests 1/);
  assert.doesNotMatch((await studio.nils.transcript()).join("\n"), /You, here/);
  await xiaoyu.command("me");
  await seen(xiaoyu, /你在这里/);
  assert.match((await xiaoyu.transcript()).join("\n"), /每 24 小时 5 张，还剩 5 张/);
});

test("the audit channel is told what moderators do, and where they want it every picture", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, seen } = studio;
  await setAuditChannel(studio);
  await picture(studio, "unseen");
  await theo.command("easel", { log: { pictures: { on: true } } });
  await picture(studio, "seen");
  await seen(theo, /images: 1 · \$0\.025/, MODERATORS);
  await mira.command("flux", { prompt: "sandbox: refused_input" });
  await theo.command("easel", { member: { suspend: { member: mira.id, reason: "rule 3", hours: "2" } } });
  const lines = (await seen(theo, /Suspension of/, MODERATORS)).join("\n");
  assert.match(lines, /Every picture in the audit channel: off → on/);
  assert.match(
    lines,
    new RegExp(`<@${mira.id}>: FLUX\\.1 \\\\\\[dev\\\\\\] in <#\\d+> · images: 1 · \\$0\\.025 · \\[to the picture\\]`),
  );
  assert.match(lines, /Suspension of <@\d+>: no → until <t:\d+:f> \(rule 3\)/);
  assert.equal(lines.match(/images: 1/g)?.length, 1, "only what came after it was switched on");
});

test("a channel the bot may not write in is told at once, and the change holds", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, until, log } = studio;
  await theo.command("easel", { log: { channel: { channel: theo.channel("announcements") } } });
  const lines = (await theo.transcript()).join("\n");
  assert.match(
    lines,
    /Audit channel: none → <#\d+>\n.*I may not write in <#\d+>\. Give me “View Channel” and “Send Messages”/,
  );
  await until("the log says so", () => log.some((line) => line.includes("a message to moderators could not be sent")));
  await picture(studio);
  assert.match((await mira.transcript()).join("\n"), /Picture 1 of 1/);
});
