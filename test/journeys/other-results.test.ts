import assert from "node:assert/strict";
import { test } from "node:test";
import { speechDocument, textDocument, videoDocument } from "../models/import/documents.ts";
import { importModels } from "../support/import-model.ts";
import { openStudio, picture } from "../support/studio.ts";

test("a video is attached and described as one; where it is too large its beginning plays, and the original is kept", async (t) => {
  const studio = await openStudio(t);
  await importModels(studio, videoDocument);
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
  await importModels(studio, speechDocument);
  studio.discord.settings.setFileLimit(100_000);
  await studio.mira.command("acme-speech", { text: "Good evening. ".repeat(40), voice: "Arden" });
  const lines = await studio.seen(studio.mira, /\.wav/);
  assert.match(lines.join("\n"), /the original is kept: this is its first \d sec of/);
});

test("an answer in words keeps its paragraphs; a long one comes whole as a file", async (t) => {
  const studio = await openStudio(t);
  await importModels(studio, textDocument);
  await studio.mira.command("acme-words", { prompt: "a short story" });
  const short = await studio.seen(studio.mira, /Answer:/);
  assert.ok(!short.join("\n").includes(".txt"));
  await studio.mira.command("acme-words", { prompt: "a long story. ".repeat(60) });
  await studio.seen(studio.mira, /-text\.txt/);
});
