import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cutOutDocument,
  depthDocument,
  describeDocument,
  languageDocument,
  upscaleDocument,
} from "../models/import/picture-documents.ts";
import { form, labelsOf, lastPicture, panelOf, sentBy } from "../support/going-on.ts";
import { changeModels, importModels } from "../support/import-model.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, type Studio } from "../support/studio.ts";

async function studioWith(t: Parameters<typeof openStudio>[0], ...documents: Parameters<typeof importModels>[1][]) {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  await importModels(studio, ...documents);
  await makePicture(studio, studio.mira, { prompt: "a fox" });
  return studio;
}

const panel = async (studio: Studio) => panelOf(studio, studio.mira, await lastPicture(studio.mira));

test("Upscale and Cut out appear with a model for each, known by what it takes or what its catalogue says", async (t) => {
  const studio = await studioWith(t, upscaleDocument, cutOutDocument, depthDocument);
  const { mira } = studio;
  const shown = await panel(studio);
  assert.deepEqual(labelsOf(shown).slice(0, 6), ["Vary", "Edit", "Inpaint", "Larger", "Upscale", "Cut out"]);
  const larger = await sentBy(studio, () => mira.press(shown, "Upscale"));
  assert.equal(larger.path, "/acme/bigger");
  assert.match(String(larger.body["image_url"]), /^data:image/);
  const cut = await sentBy(studio, () => mira.press(shown, "Cut out"));
  assert.equal(cut.path, "/acme/scissors");
  const vary = await form(mira, shown, "Vary");
  assert.ok(!vary.values("model").includes("acme-depth"));
});

test("an action goes with its last model, also from a panel that is open", async (t) => {
  const studio = await studioWith(t, upscaleDocument);
  const { mira, relay } = studio;
  const shown = await panel(studio);
  await changeModels(studio, "disable", "acme-bigger");
  await studio.until(
    "the model to go",
    async () => !(await mira.commands()).some(({ name }) => name === "acme-bigger"),
  );
  await mira.press(shown, "Upscale");
  await studio.seen(mira, /That cannot be done with this picture here any more\. Nothing was charged\./);
  assert.equal(relay.ledger().accepted, 1);
  assert.ok(!labelsOf(await panel(studio)).includes("Upscale"));
});

test("Describe asks in the member's language, and its answer can be drawn", async (t) => {
  const studio = await studioWith(t, describeDocument);
  const { mira } = studio;
  const shown = await panel(studio);
  const asked = await sentBy(studio, () => mira.press(shown, "Describe"));
  assert.equal(asked.path, "/acme/eyes");
  assert.match(String(asked.body["prompt"]), /^Describe this picture in detail, in English\.$/);
  assert.match(String(asked.body["image_url"]), /^data:image/);
  await studio.seen(mira, /Answer:/);
  const answer = await lastPicture(mira);
  assert.deepEqual(labelsOf(answer), ["Again", "More…", "Delete"]);
  const drawing = await form(mira, await panelOf(studio, mira, answer), "Draw this");
  assert.ok((drawing.value("prompt") ?? "").length > 10);
  const drawn = await sentBy(studio, () => drawing.submit({ model: ["flux-schnell"] }));
  assert.equal(drawn.path, "/fal-ai/flux-1/schnell");
  assert.equal(drawn.body["prompt"], drawing.value("prompt"));
});

test("Improve my prompt hands the prompt to a model of language, with what is wanted apart from it", async (t) => {
  const studio = await studioWith(t, languageDocument);
  const { mira } = studio;
  const shown = await panel(studio);
  const asked = await sentBy(studio, () => mira.press(shown, "Improve my prompt"));
  assert.equal(asked.path, "/acme/writer");
  assert.equal(asked.body["prompt"], "a fox");
  assert.match(String(asked.body["system_prompt"]), /^Rewrite the following prompt/);
  await studio.seen(mira, /Answer:/);
  assert.ok(labelsOf(await panelOf(studio, mira, await lastPicture(mira))).includes("Draw this"));
});
