import assert from "node:assert/strict";
import { test } from "node:test";
import { discordRest } from "../commands/moderation/every-way-in.ts";
import { labelsOf, panelOf } from "../support/going-on.ts";
import { forged, formOf, MODERATORS, picture, report, setAuditChannel } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

test("Report stands in the panel of everyone but the picture's maker, Remove in a moderator's", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, mira, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio);
  const own = labelsOf(await panelOf(studio, mira, message));
  assert.ok(!own.includes("Report…") && !own.includes("Remove…"), own.join(", "));
  const panel = await panelOf(studio, nils, message);
  assert.ok(!labelsOf(panel).includes("Remove…"));
  await nils.submitModal(formOf(await nils.press(panel, "Report…")), { reason: "it shows me" });
  await seen(theo, /Reported picture/, MODERATORS);
  const removal = String(JSON.stringify(await panelOf(studio, theo, message)).match(/go:remove:[^"]+/)?.[0]);
  const byHand = await nils.press(await forged(studio, removal), removal);
  assert.equal(byHand.outcome, "answered", "no form opens for a member who makes the button by hand");
  assert.match((await mira.transcript()).join("\n"), /Picture 1 of 1/);
  const moderators = await panelOf(studio, theo, message);
  await theo.submitModal(formOf(await theo.press(moderators, "Remove…")), { reason: "as reported" });
  await seen(theo, /Removed by a moderator: as reported/);
  await seen(theo, /Removed by <@\d+>, <t:\d+:R>\./, MODERATORS);
});

test("a report whose message was deleted is found with /easel reports, decided there, and shown anew by the next one", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { theo, nils, xiaoyu, seen } = studio;
  await setAuditChannel(studio);
  const message = await picture(studio);
  const cases = async () =>
    (await theo.messages(MODERATORS)).filter((each) => JSON.stringify(each).includes("Reported picture"));
  await report(nils, message, "bad");
  await seen(theo, /Reported picture/, MODERATORS);
  const [first] = await cases();
  await discordRest(studio)("DELETE", `/channels/${theo.channel(MODERATORS)}/messages/${first?.id}`);
  assert.equal((await cases()).length, 0);
  await report(xiaoyu, message, "bad, too");
  await seen(theo, /Reports: 2/, MODERATORS);
  assert.equal((await cases()).length, 1);

  await theo.command("easel", { reports: {} });
  await seen(theo, /<@\d+> in <#\d+> · reports: 2 · <t:\d+:R>/);
  await theo.press(await theo.lastMessage(), "Look");
  await theo.press(await theo.lastMessage(), "Keep");
  await seen(theo, /Kept by <@\d+>/);
  await seen(theo, /Kept by <@\d+>/, MODERATORS);
  await theo.command("easel", { reports: {} });
  await seen(theo, /No report is open/);
});
