import assert from "node:assert/strict";
import { test } from "node:test";
import { customIds, openPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import { forged, formOf } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** Mira's newest message in a channel, and the id of the job it shows. */
async function newest({ mira }: Studio, channel: string) {
  const message = await mira.lastMessage(channel);
  const job = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(JSON.stringify(message.components))?.[0];
  assert.ok(job);
  return { message, job };
}

test("who may manage messages in one channel has no say about pictures and jobs of another", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, discord, seen } = studio;
  discord.settings.setEveryonesPermission("general", "ManageMessages", true);
  await decideLimits(studio, (settings) => {
    settings.gallery = "server";
  });
  await makePicture(studio, mira, { prompt: "a fox" }, "art");
  const { job } = await newest(studio, "art");
  await nils.command("gallery");
  await seen(nils, /Pictures of this server/);
  await openPicture(nils, 1);
  await seen(nils, /\[Go on from this picture\]/);
  await nils.press(await nils.lastMessage(), "Go on from this picture");
  await seen(nils, /\[Report…\]/);
  const offered = customIds(await nils.lastMessage());
  assert.ok(!offered.some((id) => id.startsWith("go:remove")), offered.join(" "));
  for (const id of [`go:remove:${job}.0`, `delete:${job}`]) {
    const answer = await nils.press(await forged(studio, id), id);
    assert.equal(answer.outcome, "answered", `${id} opened ${JSON.stringify(answer)}`);
    await nils.dismiss(await nils.lastMessage());
  }
  assert.match((await mira.transcript("art")).join("\n"), /Picture 1 of 1: a fox/);

  await mira.command("flux", { prompt: "sandbox: queue 600" }, { channel: "art" });
  await seen(mira, /relay's queue/, "art");
  const underWay = await newest(studio, "art");
  await nils.press(await forged(studio, `cancel:${underWay.job}`), "x");
  await seen(nils, /\(only you\): Only the member who asked for this, or a moderator/);
  assert.match((await mira.transcript("art")).join("\n"), /relay's queue/, "still under way");
});

test("who may manage messages in a channel removes pictures and cancels jobs there", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, discord, seen } = studio;
  discord.settings.setEveryonesPermission("general", "ManageMessages", true);
  await makePicture(studio, mira, { prompt: "a fox" });
  const { message } = await newest(studio, "general");
  const form = formOf(await nils.command("Remove picture", {}, { target: message.id }));
  await nils.submitModal(form, { reason: "off topic" });
  await seen(mira, /Removed by a moderator: off topic/);
  await mira.command("flux", { prompt: "sandbox: queue 600" });
  await seen(mira, /relay's queue/);
  await nils.press((await newest(studio, "general")).message, "Cancel");
  await seen(mira, /Cancelled/);
});
