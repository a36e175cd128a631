import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { picture, report } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

const link = (channel: string, message: string) => `https://discord.com/channels/${ID.guild}/${channel}/${message}`;

test("a moderator removes a picture by typing its link or id, with a reason that its maker reads", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, seen } = studio;
  const first = await picture(studio, "a rude fox");
  const where = link(theo.channel("general"), first.id);
  await theo.command("easel", { remove: { picture: where, reason: "against **rule 3**" } });
  const lines = (await seen(theo, /Removed\. The reply says why, and the files are deleted\./)).join("\n");
  assert.match(lines, /Easel: Removed by a moderator: against \\\*\\\*rule 3\\\*\\\*\./);
  assert.doesNotMatch(lines, /rude fox/);
  await theo.command("easel", { audit: {} });
  await seen(theo, /A picture of <@\d+> removed: against/);
  await theo.command("easel", { remove: { picture: first.id, reason: "again" } });
  await seen(theo, /This picture is removed already/);

  const second = await picture(studio, "an owl");
  await theo.command("easel", { remove: { picture: `${theo.channel("general")}-${second.id}`, reason: "off topic" } });
  await seen(theo, /Removed by a moderator: off topic/);
});

test("what is no picture here is not removed, and the moderator reads what to give", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, mira, seen } = studio;
  const message = await picture(studio);
  const remove = (given: string) => theo.command("easel", { remove: { picture: given, reason: "x" } });
  for (const given of ["the fox", "https://example.com/a.png", "12"]) {
    await remove(given);
    await seen(theo, /Give the link or the id of the picture's message.*Nothing was removed/);
    await theo.dismiss(await theo.lastMessage());
  }
  const elsewhere = `https://discord.com/channels/1290000000000000999/${theo.channel("general")}/${message.id}`;
  for (const given of [elsewhere, theo.id]) {
    await remove(given);
    await seen(theo, /not a picture that I made here/);
    await theo.dismiss(await theo.lastMessage());
  }
  assert.match((await mira.transcript()).join("\n"), /Picture 1 of 1/);
});

test("reports go to a channel of their own where one is named, and changes stay in the audit channel", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, seen } = studio;
  const message = await picture(studio);
  await nils.command("Report picture", {}, { target: message.id });
  await seen(nils, /no channel for reports yet/);
  await theo.command("easel", { log: { reports: { channel: theo.channel("after-dark") } } });
  await seen(theo, /Reports channel: the audit channel → <#\d+>/);
  await theo.command("easel", { log: { channel: { channel: theo.channel("art") } } });
  await seen(theo, /Audit channel: none → <#\d+>/, "art");
  await report(nils, message, "it shows me");
  await seen(theo, /Reported picture/, "after-dark");
  assert.doesNotMatch((await theo.transcript("art")).join("\n"), /Reported picture/);
  assert.doesNotMatch((await theo.transcript("after-dark")).join("\n"), /Audit channel/);
});
