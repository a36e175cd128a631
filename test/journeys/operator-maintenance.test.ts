import assert from "node:assert/strict";
import { test } from "node:test";
import { makePicture } from "../support/make-pictures.ts";
import { newest, openOperating } from "../support/operating.ts";
import { MODERATORS, setAuditChannel } from "../support/seeing.ts";

test("maintenance refuses every request with its reason, is announced to moderators, and ends with resume", async (t) => {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, mira, xiaoyu, theo, operate, seen, discord } = studio;
  await setAuditChannel(studio);
  const next = discord.settings.bringInto("Next Door");
  await operate({ pause: { reason: "The relay moves house.", hours: "2", announce: true } });
  const said = await newest(ada);
  assert.match(said, /Pause: no → .*The relay moves house/);
  assert.match(said, /Told in 1 audit channel\./);
  await seen(theo, /has paused it: The relay moves house\. It ends <t:\d+:R>/, MODERATORS);
  await mira.command("flux", { prompt: "a fox" }, next);
  assert.match(
    (await mira.lastMessage(next.channel)).content,
    /Whoever runs this bot has paused it: The relay moves house\..*Nothing was charged/,
  );
  await xiaoyu.command("flux", { prompt: "a fox" });
  assert.match((await xiaoyu.lastMessage()).content, /机器人的运营者已暂停它/);
  await operate({ resume: { announce: true } });
  await seen(theo, /The pause is over/, MODERATORS);
  await makePicture(studio, mira, { prompt: "a fox" });
  await operate({ resume: {} });
  assert.match((await ada.lastMessage()).content, /Nothing changed|nothing/i);
});

test("hours that are none change nothing", async (t) => {
  const { ada, operate } = await openOperating(t);
  await operate({ pause: { reason: "x", hours: "soon" } });
  assert.match((await ada.lastMessage()).content, /hours/i);
  await operate({ audit: {} });
  assert.match(await newest(ada), /Nothing was changed here yet/);
});

test("usage shows every server's jobs and cost as charts with words, and every job as a file", async (t) => {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, mira, operate, seen, discord } = studio;
  const next = discord.settings.bringInto("Next *Door*");
  await makePicture(studio, mira, { prompt: "a fox", count: 2 });
  await makePicture(studio, mira, { prompt: "a hen" }, next.channel);
  await operate({ usage: {} });
  const shown = (await seen(ada, /By server/)).join("\n");
  assert.match(shown, /All servers · the last 7 days/);
  assert.match(
    shown,
    /<by-server\.png 1280×\d+> “Bar chart, By server: Easel Studio: jobs 1, \$0\.05; Next \*Door\*: jobs 1, \$0\.025”/,
  );
  assert.match(shown, /2\. Next \\\*Door\\\* · jobs: 1 · \$0\.025/);
  await ada.press(await ada.lastMessage(), "30 days");
  await seen(ada, /All servers · the last 30 days/);
  await ada.press(await ada.lastMessage(), "CSV file");
  await seen(ada, /<usage-30-days\.csv>/);
  const [address = ""] = JSON.stringify(await ada.lastMessage()).match(/http[^"]+usage-30-days\.csv[^"]*/) ?? [];
  const [head = "", first = ""] = (await (await fetch(address)).text()).trim().split("\n");
  assert.match(head, /asked_at,ended_at,server,member,channel/);
  assert.match(first, new RegExp(`,${next.guild},${mira.id},${next.channel},`));
});
