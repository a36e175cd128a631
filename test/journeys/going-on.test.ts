import assert from "node:assert/strict";
import { test } from "node:test";
import { form, lastPicture, sentBy } from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio } from "../support/studio.ts";

test("Vary draws a picture anew from its own bytes, as far from it as was chosen, and says what it went on from", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const message = await lastPicture(mira);
  const asked = await form(mira, message, "Vary");
  assert.deepEqual(asked.values("model"), ["flux-image", "flux-redux", "flux-schnell-redux"]);
  assert.equal(asked.value("prompt"), "a fox");
  const sent = await sentBy(studio, () => asked.submit({ strength: ["slight"], prompt: "a red fox" }));
  assert.equal(sent.path, "/fal-ai/flux-1/dev/image-to-image");
  assert.equal(sent.body["strength"], 0.35);
  assert.equal(sent.body["prompt"], "a red fox");
  assert.match(String(sent.body["image_url"]), /^data:image\/(jpeg|png|webp);base64,/);
  const lines = await studio.seen(mira, /“Picture 1 of 1: a red fox/);
  assert.match(
    lines.join("\n"),
    new RegExp(`from \\[this picture\\]\\(https://discord.com/channels/\\d+/${message.channel_id}/${message.id}\\)`),
  );
});
