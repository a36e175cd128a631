import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import { makePicture } from "../support/make-pictures.ts";
import type { Person } from "../support/person.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** What the relay was last asked to make. */
function lastBody({ relay }: Studio): Record<string, unknown> {
  const posts = relay.requests().filter(({ method }) => method === "POST");
  return (posts.at(-1)?.body ?? {}) as Record<string, unknown>;
}

async function said(who: Person, act: () => Promise<unknown>): Promise<string> {
  const before = (await who.transcript()).length;
  await act();
  return (await who.transcript()).slice(before).join("\n").replaceAll("\\", "");
}

const offered = (answer: InteractionAnswer) => {
  assert.ok(answer.outcome === "choices");
  return answer.choices.map(({ name, value }) => ({ name, value: String(value) }));
};

test("suffixes become options, and the reply shows them as such", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "a lighthouse --ar 16:9 --seed 5 --n 2 --cfg 4 --private" });
  const lines = (await seen(mira, /only you.*Picture 1 of 2: a lighthouse”/)).join("\n").replaceAll("\\", "");
  assert.match(lines, /--ar 16:9 → Landscape 16:9 · 1024×576/);
  assert.match(lines, /size: Landscape 16:9 · 1024×576 · count: 2 · seed: 5 · guidance: 4/);
  const { prompt, image_size, seed, num_images, guidance_scale } = lastBody(studio);
  assert.deepEqual(
    { prompt, image_size, seed, num_images, guidance_scale },
    { prompt: "a lighthouse", image_size: "landscape_16_9", seed: 5, num_images: 2, guidance_scale: 4 },
  );
});

test("an option goes before a suffix, and the reply says so", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "a lighthouse --seed 5", seed: 7 });
  const lines = (await seen(mira, /Picture 1 of 1: a lighthouse”/)).join("\n").replaceAll("\\", "");
  assert.match(lines, /--seed 5 not used: the option seed goes first/);
  assert.equal(lastBody(studio)["seed"], 7);
});

test("what a model cannot do is said, and nothing is sent", async (t) => {
  const { mira, relay } = await openStudio(t);
  const ask = (prompt: string) => said(mira, () => mira.command("flux", { prompt }));
  assert.match(await ask("a cat --no dogs"), /does not take --no dogs. It takes: --ar --size --seed --n --steps --cfg/);
  assert.match(
    await ask("a cat --sede 5"),
    /I do not know --sede 5\..* write `--sede 5`\. Nothing was sent or charged/s,
  );
  assert.match(await ask("a cat --ar wide"), /--ar wide is not understood: give it something like 16:9/);
  assert.match(await ask("a cat --steps 99"), /steps must be between 1 and 50; you gave 99/);
  assert.match(await ask("a cat --seed 1 --seed 2"), /--seed stands in the prompt more than once/);
  assert.match(await ask("a cat --style nowhere"), /no style called “nowhere”/);
  assert.equal(relay.ledger().accepted, 0);
});

test("dashes in prose reach the model as they were typed", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  const prompt = "a man — tall and grim -- at sea --waiting for rain";
  await mira.command("flux", { prompt });
  await seen(mira, /Picture 1 of 1: a man/);
  assert.equal(lastBody(studio)["prompt"], prompt);
});

test("what was typed before is offered again, and to nobody else", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, seen } = studio;
  const long = `a harbour ${"with many small boats ".repeat(8)}`.trim();
  for (const prompt of ["a lighthouse at dusk", "a red lighthouse", "a fox"])
    await makePicture(studio, mira, { prompt });
  await makePicture(studio, mira, { prompt: long });
  const ask = async (typed: string) => offered(await mira.autocomplete("flux", { prompt: typed }, "prompt"));
  assert.deepEqual(
    (await ask("")).map(({ name }) => name.slice(0, 20)),
    ["a harbour with many ", "a fox", "a red lighthouse", "a lighthouse at dusk"],
  );
  assert.deepEqual(
    (await ask("a light")).map(({ value }) => value),
    ["a light", "a lighthouse at dusk", "a red lighthouse"],
  );
  assert.deepEqual(
    (await ask("dusk light")).map(({ value }) => value),
    ["dusk light", "a lighthouse at dusk"],
  );
  assert.deepEqual(offered(await nils.autocomplete("flux", { prompt: "a li" }, "prompt")), [
    { name: "a li", value: "a li" },
  ]);
  const reference = (await ask("a harb"))[1]?.value ?? "";
  assert.match(reference, /^prompt:/);
  await mira.command("generate", { model: "flux-schnell", prompt: reference });
  await seen(mira, /flux-schnell-\d+/);
  assert.equal(lastBody(studio)["prompt"], long);
  assert.match(await said(nils, () => nils.command("flux", { prompt: reference })), /not kept any more/);
});
