import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsOf } from "../support/going-on.ts";
import { postByHand } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

test("pictures that lie elsewhere are taken up, also where their addresses are in no letters we read", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  // ü and ß as Latin-1 has them, not UTF-8.
  const images = ["gr%FCn.png", "Stra%DFe.jpg"].map((name) => ({ url: `https://pictures.example/${name}` }));
  const message = await postByHand(studio, { embeds: images.map((image) => ({ image })) });
  await mira.command("Edit with Kontext", {}, { target: message.id });
  await seen(mira, /Which of its pictures\?/);
  assert.deepEqual(labelsOf(await mira.lastMessage()), ["Picture 1 · gr%FCn.png", "Picture 2 · Stra%DFe.jpg"]);
  const gallery = { type: 12, items: images.slice(0, 1).map((media) => ({ media, description: "a meadow" })) };
  const shown = await postByHand(studio, { flags: 1 << 15, components: [gallery] });
  assert.equal((await mira.command("Edit with Kontext", {}, { target: shown.id })).outcome, "modal");
});
