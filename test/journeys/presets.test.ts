import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import { makePicture } from "../support/make-pictures.ts";
import type { Person, Values } from "../support/person.ts";
import { forged } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const NOIR = {
  name: "Film noir",
  words: "{prompt}, film noir, hard shadows",
  negative: "colour",
  settings: "--ar 16:9 --steps 30",
};

function lastBody({ relay }: Studio): Record<string, unknown> {
  const posts = relay.requests().filter(({ method }) => method === "POST");
  return (posts.at(-1)?.body ?? {}) as Record<string, unknown>;
}

async function said(who: Person, act: () => Promise<unknown>, channel?: string): Promise<string> {
  const before = (await who.transcript(channel)).length;
  await act();
  return (await who.transcript(channel)).slice(before).join("\n").replaceAll("\\", "");
}

/** Fills in the form that an answer opened. */
async function fill(
  who: Person,
  opened: InteractionAnswer,
  fields: Record<string, string | string[]>,
): Promise<string> {
  assert.ok(opened.outcome === "modal", JSON.stringify(opened));
  return said(who, () => who.submitModal(opened.modal, fields));
}

async function save(who: Person, values: Values = {}, fields: Record<string, string> = NOIR): Promise<string> {
  return fill(who, await who.command("preset", { save: values }), fields);
}

test("a style of one's own puts its words and settings into a request, and the reply says so", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, seen } = studio;
  assert.match(await save(mira), /Saved your style \*\*Film-noir\*\*.*--style Film-noir/);
  const offered = await mira.autocomplete("flux", { prompt: "a cat", preset: "fil" }, "preset");
  assert.deepEqual(offered.outcome === "choices" && offered.choices.map(({ value }) => value), ["Film-noir"]);
  await mira.command("flux", { prompt: "a cat", preset: "film-noir", steps: 20 });
  const lines = (await seen(mira, /Picture 1 of 1: a cat, film noir, hard shadows/)).join("\n").replaceAll("\\", "");
  assert.match(lines, /own style Film-noir · not taken by this model: --no colour/);
  const { prompt, image_size, num_inference_steps } = lastBody(studio);
  assert.deepEqual([prompt, image_size, num_inference_steps], ["a cat, film noir, hard shadows", "landscape_16_9", 20]);
  assert.match(await said(nils, () => nils.command("flux", { prompt: "a cat --style film-noir" })), /no style called/);
  assert.match(await said(mira, () => mira.command("preset", { list: {} })), /Yours \(1 of 50\)\n.*Film-noir/);
});

test("in the prompt a style is named, and what was typed is what is offered again", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  await save(mira);
  const offered = await mira.autocomplete("flux", { prompt: "a dog --style f" }, "prompt");
  assert.deepEqual(offered.outcome === "choices" && offered.choices.map(({ value }) => value).slice(0, 2), [
    "a dog --style f",
    "a dog --style Film-noir",
  ]);
  await mira.command("flux", { prompt: "a dog --style Film-noir --ar 1:1" });
  await seen(mira, /Picture 1 of 1: a dog, film noir/);
  assert.equal(lastBody(studio)["image_size"], "square_hd");
  const again = await mira.autocomplete("flux", { prompt: "a d" }, "prompt");
  assert.ok(again.outcome === "choices");
  assert.deepEqual(again.choices.map(({ value }) => value).slice(0, 2), ["a d", "a dog --style Film-noir --ar 1:1"]);
});

test("styles of the server are made by moderators and whom they allow, and stand in the log", async (t) => {
  const { mira, theo, nils, seen, until } = await openStudio(t);
  const server = { save: { for: "server" } };
  assert.match(
    await said(mira, () => mira.command("preset", server)),
    /made by moderators, and by members with a role/,
  );
  assert.match(await save(theo, { for: "server" }), /Saved the style \*\*Film-noir\*\* for everyone/);
  await nils.command("flux-schnell", { prompt: "a cat", preset: "Film-noir" });
  await seen(nils, /Picture 1 of 1: a cat, film noir/);
  const show = () => said(nils, () => nils.command("preset", { show: { name: "Film-noir" } }));
  assert.doesNotMatch(await show(), /\[Edit\]/);
  await theo.command("easel", {
    pictures: { styles: { role: theo.world.guilds[0]?.roles.at(0)?.id ?? "", on: true } },
  });
  await theo.command("easel", { words: { forbid: { words: "gore" } } });
  const asked = await said(nils, () => nils.command("preset", { remove: { name: "Film-noir" } }));
  assert.match(asked, /made by moderators/);
  await theo.command("preset", { remove: { name: "Film-noir" } });
  assert.match(await said(theo, async () => theo.press(await theo.lastMessage(), "Remove")), /^$/);
  await until("the style is gone", async () =>
    /There are none yet/.test(await said(nils, () => nils.command("preset", { list: {} }))),
  );
  const log = await said(theo, () => theo.command("easel", { audit: {} }));
  assert.match(log, /made the style Film-noir/);
  assert.match(log, /removed the style Film-noir/);
});

test("a forbidden word of a style is refused with the composed prompt, and in a server's style at once", async (t) => {
  const { mira, theo, relay } = await openStudio(t);
  await theo.command("easel", { words: { forbid: { words: "noir" } } });
  await save(mira);
  assert.match(await said(mira, () => mira.command("flux", { prompt: "a cat", preset: "film-noir" })), /noir/);
  assert.match(await save(theo, { for: "server" }), /words that this server does not allow: noir/);
  assert.match(
    await said(mira, () => mira.command("preset", { share: { name: "film-noir" } })),
    /does not allow: noir/,
  );
  assert.equal(relay.ledger().accepted, 0);
});

test("a forbidden word among a style's settings is not shown to others either, and a number is no word", async (t) => {
  const { mira, nils, theo } = await openStudio(t);
  await theo.command("easel", { words: { forbid: { words: "gore, ass" } } });
  for (const [name, settings] of [
    ["Negative", "--no blood and gore"],
    ["Unknown", "--gore 5"],
    ["Value", "--style-of gore"],
  ] as const) {
    await save(mira, {}, { name, words: "ink", negative: "", settings });
    const share = () => mira.command("preset", { share: { name } });
    assert.match(await said(mira, share), /words that this server does not allow: gore/, settings);
    assert.match(await save(theo, { for: "server" }, { name, words: "", negative: "", settings }), /not allow: gore/);
  }
  assert.deepEqual(await nils.transcript(), []);
  await save(mira, {}, { name: "Seeded", words: "ink", negative: "", settings: "--seed 14550" });
  await mira.command("preset", { share: { name: "Seeded" } });
  assert.match((await nils.transcript()).join("\n"), /--seed 14550/);
});

test("a shared style can be taken by others, also after a restart, and only what was shared", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, bot } = studio;
  await save(mira);
  await mira.command("preset", { show: { name: "film-noir" } });
  const edit = (await mira.lastMessage()).components ?? [];
  const id = /preset:edit:([\w-]+)/.exec(JSON.stringify(edit))?.[1] ?? "";
  assert.notEqual(id, "");
  for (const deed of ["add", "edit", "ask", "remove", "keep"]) {
    const byHand = await forged(studio, `preset:${deed}:${id}`);
    assert.match(await said(nils, () => nils.press(byHand, `preset:${deed}:${id}`)), /not there any more/, deed);
  }
  await mira.command("preset", { share: { name: "film-noir" } });
  await bot.restart();
  const shared = await nils.lastMessage();
  assert.match(
    await said(nils, () => nils.press(shared, "Add to mine")),
    /\*\*Film-noir\*\* is yours|Saved your style/,
  );
  assert.match(await said(nils, () => nils.press(shared, "Add to mine")), /a style called Film-noir already/);
  const remove = `preset:remove:${id}`;
  const byHand = await forged(studio, remove);
  assert.match(await said(nils, () => nils.press(byHand, remove)), /not there any more/);
});

test("a finished picture becomes a style, and a style can be changed", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils } = studio;
  await makePicture(studio, mira, { prompt: "a mosaic of a fish", size: "square_hd", steps: 12, seed: 4 });
  const message = await mira.lastMessage();
  const link = `https://discord.com/channels/${mira.world.guilds[0]?.id}/${message.channel_id}/${message.id}`;
  const opened = await mira.command("preset", { save: { result: link } });
  assert.ok(opened.outcome === "modal");
  const form = JSON.stringify(opened.data);
  assert.match(form, /a mosaic of a fish/);
  assert.match(form, /--size square_hd --steps 12/);
  assert.doesNotMatch(form, /--seed/);
  assert.match(
    await said(nils, () => nils.command("preset", { save: { result: link } })),
    /No finished result of yours/,
  );
  const content = { name: "mosaic", words: "a mosaic of {prompt}", negative: "", settings: "--size square_hd" };
  await fill(mira, opened, content);
  const edit = await mira.command("preset", { edit: { name: "mosaic" } });
  assert.match(await fill(mira, edit, { ...content, settings: "size 5" }), /“size 5” is not understood as a setting/);
  const again = await mira.command("preset", { edit: { name: "mosaic" } });
  assert.match(await fill(mira, again, { ...content, name: "tiles" }), /Changed the style \*\*tiles\*\*/);
});
