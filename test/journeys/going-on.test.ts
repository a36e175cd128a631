import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { openPicture } from "../support/found.ts";
import {
  customIdOf,
  form,
  labelsOf,
  lastPicture,
  panelOf,
  picturesIn,
  sentBy,
  untilPanel,
} from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, picture } from "../support/studio.ts";

const FAST = { relay: { speed: 4 } };

/** The picture in a data URI of a request. */
const pixelsOf = (address: unknown) => sharp(Buffer.from(String(address).split(",")[1] ?? "", "base64"));
/** What a picture looks like at the smallest. */
async function colorOf(address: string): Promise<string> {
  const bytes = await fetch(address).then((response) => response.arrayBuffer());
  return (await sharp(bytes).resize(3, 3, { fit: "fill" }).raw().toBuffer()).toString("hex");
}

test("Vary draws a picture anew, as far from it as was chosen, and says what it went on from", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const message = await lastPicture(mira);
  assert.deepEqual(labelsOf(message), ["Again", "Vary", "Edit", "More…", "Delete"]);
  const asked = await form(mira, message, "Vary");
  assert.deepEqual(asked.values("model"), ["flux-image", "flux-redux", "flux-schnell-redux"]);
  assert.equal(asked.value("prompt"), "a fox");
  const sent = await sentBy(studio, () => asked.submit({ strength: ["slight"], prompt: "a red fox" }));
  assert.equal(sent.path, "/fal-ai/flux-1/dev/image-to-image");
  assert.deepEqual([sent.body["strength"], sent.body["prompt"]], [0.35, "a red fox"]);
  const { width, height } = await pixelsOf(sent.body["image_url"]).metadata();
  assert.deepEqual([width, height], [1024, 768]);
  const lines = await studio.seen(mira, /“Picture 1 of 1: a red fox/);
  const link = `https://discord.com/channels/${studio.mira.world.guilds[0]?.id}/${message.channel_id}/${message.id}`;
  assert.ok(lines.some((line) => line.includes(`from [this picture](${link})`)));
});

test("Vary by a model that only looks keeps the picture's shape", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a tower", size: "portrait_16_9" });
  const asked = await form(mira, await lastPicture(mira), "Vary");
  const sent = await sentBy(studio, () => asked.submit({ model: ["flux-redux"] }));
  assert.equal(sent.path, "/fal-ai/flux-1/dev/redux");
  assert.equal(sent.body["image_size"], "portrait_16_9");
  assert.equal(sent.body["prompt"], undefined);
});

test("Edit asks what should change, and for one of the models that can", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const asked = await form(mira, await lastPicture(mira), "Edit");
  assert.deepEqual(asked.names, ["model", "prompt"]);
  assert.equal(asked.values("model")[0], "kontext");
  const first = await sentBy(studio, () => asked.submit({ prompt: "a hat" }));
  assert.equal(first.path, "/fal-ai/flux-pro/kontext");
  assert.match(String(first.body["image_url"]), /^data:image/);
  const other = await form(mira, await lastPicture(mira), "Edit").catch(() => null);
  assert.equal(other, null, "the newest one is not finished yet");
  await studio.seen(mira, /“Picture 1 of 1: a hat/);
  const several = await form(mira, await lastPicture(mira), "Edit");
  const second = await sentBy(studio, () => several.submit({ prompt: "a scarf", model: ["kontext-multi"] }));
  assert.equal(second.path, "/fal-ai/flux-pro/kontext/multi");
  assert.ok(Array.isArray(second.body["image_urls"]) && second.body["image_urls"].length === 1);
});

test("Inpaint paints the part that was chosen: its mask is as large as the picture", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const panel = await panelOf(studio, mira, await lastPicture(mira));
  const asked = await form(mira, panel, "Inpaint");
  assert.deepEqual(asked.names, ["prompt", "region", "mask"]);
  const sent = await sentBy(studio, () => asked.submit({ prompt: "a tree", region: ["left"] }));
  assert.equal(sent.path, "/fal-ai/flux-lora/inpainting");
  const { data, info } = await pixelsOf(sent.body["mask_url"]).greyscale().raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [1024, 768]);
  const at = (x: number, y: number) => data[y * info.width + x];
  assert.deepEqual([at(10, 400), at(500, 5), at(524, 5), at(1013, 400)], [255, 255, 0, 0]);
});

test("Inpaint takes a mask of one's own, and says what is missing or too much", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira, relay } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const panel = await panelOf(studio, mira, await lastPicture(mira));
  const mask = await picture("mask.png", 1024, 768, "#ffffff");
  await (await form(mira, panel, "Inpaint")).submit({ prompt: "a tree" });
  await studio.seen(mira, /Choose a part of the picture or upload a mask, so that I know/);
  await (await form(mira, panel, "Inpaint")).submit({ prompt: "a tree", region: ["top"], mask: [mask] });
  await studio.seen(mira, /or upload a mask, not both/);
  assert.equal(relay.ledger().accepted, 1);
  const asked = await form(mira, panel, "Inpaint");
  const sent = await sentBy(studio, () => asked.submit({ prompt: "a tree", mask: [mask] }));
  assert.match(String(sent.body["mask_url"]), /mask\.png/);
});

test("Larger asks for the same seed at the largest size that the limits allow, and is not there without a larger one", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira, theo } = studio;
  await makePicture(studio, mira, { prompt: "a fox", seed: 7, size: "square" });
  const message = await lastPicture(mira);
  const large = await sentBy(studio, async () => mira.press(await panelOf(studio, mira, message), "Larger"));
  assert.deepEqual([large.body["seed"], large.body["image_size"]], [7, { width: 1024, height: 1024 }]);
  await theo.command("easel", { limits: { set: { limit: "pixels", amount: "800x800" } } });
  const less = await sentBy(studio, async () => mira.press(await panelOf(studio, mira, message), "Larger"));
  assert.deepEqual(less.body["image_size"], { width: 768, height: 768 });
  await theo.command("easel", { limits: { set: { limit: "pixels", amount: "600x600" } } });
  const panel = await panelOf(studio, mira, message);
  assert.ok(!labelsOf(panel).includes("Larger"));
});

test("Larger keeps every digit of a seed that is longer than a number", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox", size: "square" });
  const seedsIn = (lines: readonly string[]) => lines.flatMap((line) => /seed (\d{17,20})/.exec(line)?.[1] ?? []);
  const [seed] = seedsIn(await mira.transcript());
  assert.ok(seed);
  await mira.press(await panelOf(studio, mira, await lastPicture(mira)), "Larger");
  const lines = await studio.seen(mira, /1024×1024/);
  await studio.until("the larger one", async () => seedsIn(await mira.transcript()).length === 2);
  assert.deepEqual(seedsIn(await mira.transcript()), [seed, seed], lines.join("\n"));
});

test("under several pictures one is chosen first, and is the one that is gone on from", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira, relay } = studio;
  await makePicture(studio, mira, { prompt: "foxes", count: 3 });
  const message = await lastPicture(mira);
  assert.deepEqual(labelsOf(message), ["Again", "Delete", "Picture 1", "Picture 2", "Picture 3"]);
  await mira.select(message, customIdOf(message, null), ["2"]);
  const asked = await form(mira, await untilPanel(studio, mira), "Edit");
  const sent = await sentBy(studio, () => asked.submit({ prompt: "a hat" }));
  const made = await Promise.all(picturesIn(message).map(colorOf));
  assert.equal(new Set(made).size, 3, "they look different");
  assert.equal(await colorOf(String(sent.body["image_url"])), made[2]);
  assert.equal(relay.ledger().accepted, 2);
});

test("a picture that was found again is gone on from as well", async (t) => {
  const studio = await openStudio(t, FAST);
  const { mira } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  await makePicture(studio, mira, { prompt: "foxes", count: 2 });
  await mira.command("history");
  await studio.seen(mira, /Your pictures/);
  await openPicture(mira, 2);
  await studio.seen(mira, /\[Go on from this picture\]/);
  const found = await mira.lastMessage();
  const asked = await form(mira, await panelOf(studio, mira, found, "Go on from this picture"), "Edit");
  await sentBy(studio, () => asked.submit({ prompt: "a hat" }));
  await studio.seen(mira, /“Picture 1 of 1: a hat/);
  await mira.command("history");
  await studio.until("its first page", async () => labelsOf(await mira.lastMessage()).length > 1);
  const named = labelsOf(await mira.lastMessage()).findIndex((label) => label.includes("foxes"));
  await openPicture(mira, named + 1);
  await studio.seen(mira, /\[Go on from picture…: Picture 1 \| Picture 2\]/);
});
