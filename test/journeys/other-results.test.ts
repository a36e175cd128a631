import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { modelsTask } from "../../src/ops/models/models-task.ts";
import { speechDocument, textDocument, videoDocument } from "../models/import/documents.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

async function withModel(studio: Studio, document: object, command: string): Promise<void> {
  const file = join(studio.bot.config.dataDir, "document.json");
  await writeFile(file, JSON.stringify(document));
  await modelsTask(["import", file], { mode: "real", config: studio.bot.config }, () => {});
  await studio.until(`/${command}`, async () => (await studio.mira.commands()).some(({ name }) => name === command));
}

test("a video is attached and described as one; where it is too large its beginning plays, and the original is kept", async (t) => {
  const studio = await openStudio(t);
  await withModel(studio, videoDocument, "acme-clip-image-to-video");
  const ask = async (prompt: string) => {
    const image = await picture("fox.png", 640, 480);
    await studio.mira.command("acme-clip-image-to-video", { prompt, image, duration: "10" });
  };
  await ask("the fox runs off");
  await studio.seen(studio.mira, /“Video 1 of 1: the fox runs off”/);
  studio.discord.settings.setFileLimit(60_000);
  await ask("the fox comes back");
  const lines = await studio.seen(studio.mira, /“Video 1 of 1: the fox comes back”/);
  assert.match(lines.join("\n"), /the original is kept: this is its first \d sec of 10 sec/);
});

test("a sound is attached as a file; too large a one by its beginning", async (t) => {
  const studio = await openStudio(t);
  await withModel(studio, speechDocument, "acme-speech");
  studio.discord.settings.setFileLimit(100_000);
  await studio.mira.command("acme-speech", { text: "Good evening. ".repeat(40), voice: "Arden" });
  const lines = await studio.seen(studio.mira, /\.wav/);
  assert.match(lines.join("\n"), /the original is kept: this is its first \d sec of/);
});

test("an answer in words keeps its paragraphs; a long one comes whole as a file", async (t) => {
  const studio = await openStudio(t);
  await withModel(studio, textDocument, "acme-words");
  await studio.mira.command("acme-words", { prompt: "a short story" });
  const short = await studio.seen(studio.mira, /Answer:/);
  assert.ok(!short.join("\n").includes(".txt"));
  await studio.mira.command("acme-words", { prompt: "a long story. ".repeat(60) });
  await studio.seen(studio.mira, /-text\.txt/);
});
