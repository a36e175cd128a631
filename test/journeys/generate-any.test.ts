import assert from "node:assert/strict";
import { test } from "node:test";
import { RESERVED_NAMES } from "../../src/commands/reserved-names.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

function bodies(studio: Studio): unknown[] {
  return studio.relay.requests().flatMap(({ method, body }) => (method === "POST" ? [body] : []));
}

test("/generate makes a picture with any model, its settings by the names of either side", async (t) => {
  const studio = await openStudio(t);
  const offered = await studio.mira.autocomplete("generate", { model: "inpa" }, "model");
  assert.match(JSON.stringify(offered), /FLUX\.1 \[dev\] inpainting · inpaint/);
  await studio.mira.command("generate", {
    model: "flux",
    prompt: "a lighthouse",
    options: "seed: 7, image_size: {width: 512, height: 640}, num_images: 2",
  });
  await studio.seen(studio.mira, /seed 7/);
  assert.deepEqual(bodies(studio), [
    { prompt: "a lighthouse", image_size: { width: 512, height: 640 }, num_images: 2, seed: 7 },
  ]);
});

test("/generate puts files and links where the model wants them", async (t) => {
  const studio = await openStudio(t);
  await studio.mira.command("generate", {
    model: "inpaint",
    prompt: "a cat",
    file_1: await picture("room.png"),
    file_2: await picture("mask.png"),
  });
  await studio.seen(studio.mira, /\[Again\]/);
  const [body] = bodies(studio);
  assert.match(JSON.stringify(body), /"image_url":"[^"]*room\.png[^"]*","mask_url":"[^"]*mask\.png/);
});

test("/generate with a model alone opens a form made from its definition", async (t) => {
  const studio = await openStudio(t);
  const opened = await studio.mira.command("generate", { model: "flux" });
  assert.ok(opened.outcome === "modal");
  const filled = { prompt: "a red kite", size: ["square"], count: "1", seed: "11", "*": "steps: 9" };
  await studio.mira.submitModal(opened.modal, filled);
  await studio.seen(studio.mira, /seed 11/);
  const expected = { prompt: "a red kite", image_size: "square", num_images: 1, seed: 11, num_inference_steps: 9 };
  assert.deepEqual(bodies(studio), [expected]);
});

test("/generate says in a sentence what it cannot use, and nothing is sent", async (t) => {
  const studio = await openStudio(t);
  const cases = [
    [{ model: "nonesuch", prompt: "a" }, /no model called “nonesuch”/],
    [{ model: "flux", prompt: "a", options: "colour: red" }, /no setting called “colour”.*prompt, size/],
    [{ model: "flux", prompt: "a", options: "{{" }, /could not be read/],
    [{ model: "flux", prompt: "a", options: "steps: 900" }, /between 1 and 50/],
    [{ model: "flux", prompt: "a", file_1: await picture("a.png") }, /no place for a\.png/],
    [{ model: "flux-redux", prompt: "a" }, /takes no prompt/],
    [{ model: "kontext", prompt: "a" }, /picture is missing/],
  ] as const;
  for (const [values, sentence] of cases) {
    await studio.mira.command("generate", values);
    assert.match((await studio.mira.transcript()).at(-1) ?? "", sentence);
  }
  assert.deepEqual(bodies(studio), []);
});

test("no model's command can take the name of one of the bot's own", async (t) => {
  const studio = await openStudio(t);
  const models = new Set(builtInModels.map(({ command }) => command));
  const own = (await studio.mira.commands()).filter(({ name, type }) => type === 1 && !models.has(name));
  assert.ok(own.length > 0);
  for (const { name } of own) assert.ok(RESERVED_NAMES.has(name), `${name} belongs into reserved-names.ts`);
});
