import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { readParameters } from "../../src/media/parameters/read.ts";
import { flux } from "../../src/models/flux.ts";
import { noise } from "../media/file-server.ts";
import { withComment } from "../media/parameters/commented.ts";
import { decideLimits } from "../support/moderation.ts";
import type { Person } from "../support/person.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const PROMPT = "a cat, 猫, in *bold* @everyone";

/** The picture of somebody's last reply, as anybody downloads it. */
async function posted(who: Person, channel = "general"): Promise<{ name: string; type: string; bytes: Buffer }> {
  const [, url = ""] =
    /"url":"(http[^"]+?\.(?:jpe?g|png|webp)[^"]*)"/.exec(JSON.stringify(await who.lastMessage(channel))) ?? [];
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return { name: "found.png", type: "image/png", bytes: Buffer.from(await response.arrayBuffer()) };
}

function submits({ relay }: Studio): unknown[] {
  return relay.requests().flatMap(({ method, body }) => (method === "POST" ? [body] : []));
}

test("a posted picture tells how it was made, and whoever has it can run that again, also after a restart", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, theo, seen, bot, until } = studio;
  await mira.command("flux", { prompt: PROMPT, steps: 20, seed: 5, format: "png" });
  await seen(mira, /\[Again\]/);
  const file = await posted(mira);
  assert.equal((await readParameters(file.bytes))?.prompt, PROMPT);

  await theo.command("info", { image: file });
  const told = (await seen(theo, /\[Run it\]/)).join("\n");
  assert.match(told, /a cat, 猫, in \\\*bold\\\* \\@everyone/);
  assert.match(told, /Steps\\?: 20.*Seed\\?: 5/);
  assert.match(told, /only you/);
  const message = await theo.lastMessage();
  await bot.restart();
  await theo.press(message, "Run it");
  await until("a second request", () => submits(studio).length === 2);
  const [first, second] = submits(studio) as Record<string, unknown>[];
  assert.deepEqual(
    [second?.["prompt"], second?.["seed"], second?.["num_inference_steps"]],
    [PROMPT, 5, first?.["num_inference_steps"]],
  );
  await seen(theo, /\[Again\]/);
});

test("a run asks for what the one who presses may do, and a model that is not here is not offered", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, seen } = studio;
  const drawn = await noise(9, 7).png().toBuffer();
  const file = (bytes: Buffer) => ({ name: "fox.png", type: "image/png", bytes });
  await theo.command("info", { image: file(withComment(drawn, "parameters", "a fox\nSeed: 1, Model: some other")) });
  await seen(theo, /do not offer the model/);
  assert.doesNotMatch((await theo.transcript()).join("\n"), /Run it/);
  await theo.command("info", { image: file(withComment(drawn, "parameters", `a fox\nSeed: 1, Model: ${flux.title}`)) });
  await seen(theo, /Run it/);
  const message = await theo.lastMessage();
  await decideLimits(studio, (settings) => {
    settings.content.otherModels = "off";
  });
  await theo.press(message, "Run it");
  await seen(theo, /switched off|not available|not allowed/i);
  assert.equal(submits(studio).length, 0);
});

test("where the moderators want it so, a posted picture tells nothing, and a direct message's still does", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, seen } = studio;
  await decideLimits(studio, (settings) => {
    settings.content.parametersInFiles = false;
  });
  await mira.command("flux", { prompt: PROMPT, format: "png" });
  await seen(mira, /\[Again\]/);
  assert.equal(await readParameters((await posted(mira)).bytes), null);
  await mira.command("flux", { prompt: PROMPT, format: "png" }, { channel: "dm" });
  await seen(mira, /\[Again\]/, "dm");
  assert.equal((await readParameters((await posted(mira, "dm")).bytes))?.prompt, PROMPT);
});

test("other tools' files are read, and what is none says so", async (t) => {
  const { mira, seen } = await openStudio(t);
  const graph = {
    "1": { class_type: "KSampler", inputs: { seed: 77, steps: 9, cfg: 2, positive: ["2", 0], negative: ["3", 0] } },
    "2": { class_type: "CLIPTextEncode", inputs: { text: "a comfy chair" } },
    "3": { class_type: "CLIPTextEncode", inputs: { text: "blurry" } },
  };
  const invoke = {
    positive_prompt: "an invoked owl",
    seed: 3,
    steps: 30,
    width: 512,
    height: 768,
    model: { name: "m" },
  };
  const drawn = await noise(9, 7).png().toBuffer();
  for (const [keyword, text, line] of [
    ["prompt", JSON.stringify(graph), /a comfy chair/],
    ["invokeai_metadata", JSON.stringify(invoke), /an invoked owl/],
    ["parameters", "a web fox\nNegative prompt: rain\nSteps: 20, Sampler: Euler a, Seed: 8", /a web fox/],
  ] as const) {
    await mira.command("info", {
      image: { name: "a.png", type: "image/png", bytes: withComment(drawn, keyword, text) },
    });
    await seen(mira, line);
  }
  const plain = await sharp({ create: { width: 9, height: 7, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  await mira.command("info", { image: { name: "a.png", type: "image/png", bytes: plain } });
  await seen(mira, /tells nothing of how it was made/);
  await mira.command("info", { image: { name: "a.png", type: "image/png", bytes: deflateSync("no picture") } });
  await seen(mira, /tells nothing of how it was made/);
});
