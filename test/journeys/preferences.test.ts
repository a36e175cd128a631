import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../support/person.ts";
import { openStudio, type Studio } from "../support/studio.ts";

function lastBody({ relay }: Studio): Record<string, unknown> {
  const posts = relay.requests().filter(({ method }) => method === "POST");
  return (posts.at(-1)?.body ?? {}) as Record<string, unknown>;
}

async function said(who: Person, act: () => Promise<unknown>): Promise<string> {
  const before = (await who.transcript()).length;
  await act();
  return (await who.transcript()).slice(before).join("\n").replaceAll("\\", "");
}

async function prefer(who: Person, fields: Record<string, string | string[]>): Promise<string> {
  const opened = await who.command("preferences", { set: { model: "flux" } });
  assert.ok(opened.outcome === "modal");
  return said(who, () => who.submitModal(opened.modal, fields));
}

test("a member's defaults hold where nothing else is said, and the reply names them", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, seen, bot } = studio;
  const saved = await prefer(mira, { size: ["square"], format: ["png"], "*private": ["on"], "*": "--steps 12 --n 2" });
  assert.match(
    saved,
    /Your defaults for FLUX.1 \[dev\] from now on: --size square --format png --steps 12 --n 2 --private/,
  );
  await bot.restart();
  await mira.command("flux", { prompt: "a cat --steps 15", format: "jpeg" });
  const lines = (await seen(mira, /only you.*Picture 1 of 2: a cat/)).join("\n").replaceAll("\\", "");
  assert.match(lines, /own defaults: size, count, private/);
  const { image_size, num_inference_steps, num_images, output_format } = lastBody(studio);
  assert.deepEqual([image_size, num_inference_steps, num_images, output_format], ["square", 15, 2, "jpeg"]);
  await mira.command("flux", { prompt: "a cow", private: false });
  await seen(nils, /Picture 1 of 2: a cow/);
  assert.match(await said(mira, () => mira.command("preferences", { list: {} })), /FLUX.1 \[dev\].*--size square/);
  assert.match(await said(mira, () => mira.command("preferences", { reset: {} })), /no defaults any more/);
  await mira.command("flux", { prompt: "a pig" });
  await seen(nils, /Picture 1 of 1: a pig/);
});

test("what a model does not take is said when it is written into the form", async (t) => {
  const { mira } = await openStudio(t);
  assert.match(await prefer(mira, { "*": "--no cats" }), /does not take --no cats/);
  assert.match(await prefer(mira, { "*": "steps 12" }), /“steps 12” is not understood/);
  assert.match(await prefer(mira, { "*": "--steps 9000" }), /“--steps 9000” is not understood/);
  assert.match(await said(mira, () => mira.command("preferences", { list: {} })), /You have none yet/);
});

test("styles, defaults and prompts go with everything else that someone has forgotten", async (t) => {
  const { mira, until, seen } = await openStudio(t);
  await prefer(mira, { "*": "--steps 12" });
  const form = await mira.command("preset", { save: {} });
  assert.ok(form.outcome === "modal");
  await mira.submitModal(form.modal, { name: "ink", words: "ink", negative: "", settings: "" });
  await mira.command("flux", { prompt: "a secret garden" });
  await seen(mira, /Picture 1 of 1: a secret garden/);
  await mira.command("forget-me");
  const sure = await mira.press(await mira.lastMessage(), "Delete everything …");
  assert.ok(sure.outcome === "modal");
  await mira.submitModal(sure.modal, { word: "DELETE" });
  await until("all is gone", async () => {
    const left = await said(mira, () => mira.command("preset", { list: {} }));
    return /There are none yet/.test(left);
  });
  assert.match(await said(mira, () => mira.command("preferences", { list: {} })), /You have none yet/);
  const offered = await mira.autocomplete("flux", { prompt: "" }, "prompt");
  assert.deepEqual(offered.outcome === "choices" && offered.choices, []);
});
