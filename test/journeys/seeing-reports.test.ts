import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { APIMessage } from "../../sandbox/discord/person-api.ts";
import { formOf, MODERATORS, picture, report, setAuditChannel } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const archived = ({ bot }: Studio) =>
  globSync("archive/*/*/*/*", { cwd: bot.config.dataDir }).filter((path) => existsSync(join(bot.config.dataDir, path)));

/** The message that moderators decide in. */
async function reported({ theo, seen }: Studio): Promise<APIMessage> {
  await seen(theo, /Reported picture/, MODERATORS);
  const found = (await theo.messages(MODERATORS)).findLast((each) => JSON.stringify(each).includes("Reported picture"));
  assert.ok(found);
  return found;
}

test("a moderator removes a picture from its menu, also days later: the reply says why, files and prompt are gone", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, bot, clock, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio, "a rude fox");
  assert.ok(archived(studio).length > 0);
  clock.advance(9 * 24 * 60 * 60_000);
  await bot.restart();
  const form = formOf(await theo.command("Remove picture", {}, { target: message.id }));
  await theo.submitModal(form, { reason: "against **rule 3**." });
  const lines = (await seen(theo, /Removed\. The reply says why, and the files are deleted\./)).join("\n");
  assert.match(lines, /Easel: Removed by a moderator: against \\\*\\\*rule 3\\\*\\\*\./);
  assert.doesNotMatch((await mira.transcript()).join("\n"), /rude fox|\.jpg|\[Again\]/);
  assert.deepEqual(archived(studio), []);
  await seen(theo, /A picture of <@\d+> removed: against .*rule 3/, MODERATORS);

  await theo.command("Remove picture", {}, { target: message.id });
  assert.match((await theo.transcript()).join("\n"), /\(only you\): This picture is removed already\./);
});

test("Delete under somebody else's picture asks a moderator for the reason", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, seen } = studio;
  const message = await picture(studio);
  await theo.submitModal(formOf(await theo.press(message, "Delete")), { reason: "off topic" });
  await seen(theo, /Removed by a moderator: off topic\./);
});

test("a report reaches the moderators without the reporter's name, which only they can ask for", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, xiaoyu, mira, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio, "a @fox");
  await report(nils, message, "it shows **me**");
  await seen(nils, /\(only you\): Thank you\. The moderators have it now/);
  await report(xiaoyu, message, "me, too");
  await seen(xiaoyu, /谢谢/);
  const found = await reported(studio);
  const lines = (await theo.transcript(MODERATORS)).join("\n");
  assert.match(lines, /Made by <@\d+> with FLUX\.1 \\\[dev\\\] in <#\d+>, <t:\d+:R>\n.*Prompt: a \\@fox/);
  assert.match(lines, /Reports: 2\n.*> it shows \\\*\\\*me\\\*\\\*\n.*> me, too/);
  assert.equal(lines.match(/Reported picture/g)?.length, 1, "all reports of a picture stand in one message");
  for (const reporter of [nils, xiaoyu]) assert.ok(!JSON.stringify(found).includes(reporter.id));
  await theo.press(found, "Who reported");
  assert.match((await theo.transcript(MODERATORS)).join("\n"), new RegExp(`<@${nils.id}>, <t:\\d+:R>: it shows`));
  assert.ok(!(await mira.transcript(MODERATORS)).join("\n").includes(nils.id));

  await nils.command("Report picture", {}, { target: message.id });
  await seen(nils, /You have reported this picture already\./);
});

test("a moderator keeps a reported picture, and is not asked about it again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, xiaoyu, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio);
  await report(nils, message, "hm");
  const found = await reported(studio);
  await theo.press(found, "Keep");
  await seen(theo, /Kept by <@\d+>, <t:\d+:R>\./, MODERATORS);
  await xiaoyu.command("Report picture", {}, { target: message.id });
  await seen(xiaoyu, /管理员已经看过这张图片，并决定保留。/);
  assert.match((await studio.mira.transcript()).join("\n"), /Picture 1 of 1/);
});

test("a reported picture that its member took back has no link any more, and moderators read why", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, nils, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio);
  await report(nils, message, "hm");
  const found = await reported(studio);
  assert.match(JSON.stringify(found), new RegExp(`/${message.channel_id}/${message.id}\\)`));
  await mira.press(message, "More…");
  await seen(mira, /\[Make private\]/);
  await mira.press(await mira.lastMessage(), "Make private");
  await studio.until("it is taken back", async () => (await nils.messages()).every(({ id }) => id !== message.id));
  await seen(mira, /\(only you\): <flux-/);
  await theo.press(found, "Keep");
  await seen(theo, /Kept by <@\d+>/, MODERATORS);
  const now = JSON.stringify(await reported(studio));
  assert.match(now, /Now only the member who asked for it sees it\./);
  assert.doesNotMatch(now, /discord\.com\/channels/);
});

test("a moderator removes a reported picture and suspends who made it, who reads both reasons", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, nils, seen } = studio;
  await setAuditChannel(studio);
  await report(nils, await picture(studio), "bad");
  const found = await reported(studio);
  const there = { channel: MODERATORS };
  const unreadable = formOf(await theo.press(found, "Suspend"));
  await theo.submitModal(unreadable, { days: "0", reason: "x" }, there);
  await seen(theo, /The days must be a number from 1 to 365, or empty\. Nothing was changed\./, MODERATORS);
  await theo.submitModal(formOf(await theo.press(found, "Suspend")), { days: "3", reason: "cool down" }, there);
  await seen(theo, /<@\d+> is suspended until <t:\d+:f>\./, MODERATORS);
  await theo.submitModal(formOf(await theo.press(found, "Remove")), { reason: "rule 1" }, there);
  const lines = (await seen(theo, /Removed by <@\d+>/, MODERATORS)).join("\n");
  assert.doesNotMatch(lines.slice(lines.indexOf("Removed by <@")), /\[Keep\]|\[Remove\]/);
  await seen(mira, /Removed by a moderator: rule 1\./);
  await mira.command("flux", { prompt: "again" });
  await seen(mira, /suspended you from making pictures here: cool down\. That ends <t:\d+:R>\. Nothing was charged\./);
});

test("where no channel is set, or it cannot be written in, the member is told to speak to a moderator", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, seen } = studio;
  const message = await picture(studio);
  await nils.command("Report picture", {}, { target: message.id });
  await seen(nils, /This server has no channel for reports yet\. Please tell a moderator directly/);
  await theo.command("easel", { log: { channel: { channel: theo.channel("announcements") } } });
  await report(nils, message, "bad");
  await seen(nils, /Your report could not be delivered now\./);
  await theo.command("easel", { log: { channel: { channel: theo.channel(MODERATORS) } } });
  await report(nils, message, "bad");
  await seen(nils, /Thank you\./);
});

test("what is not a picture of ours can be neither reported nor removed", async (t) => {
  const studio = await openStudio(t);
  const { theo, nils, seen } = studio;
  await setAuditChannel(studio);
  const message = await nils.write("hello");
  await theo.command("Remove picture", {}, { target: message.id });
  await seen(theo, /This is not a picture that I made here/);
  await nils.command("Report picture", {}, { target: message.id });
  await seen(nils, /This is not a picture that I made here/);
});
