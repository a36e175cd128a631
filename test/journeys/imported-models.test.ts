import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { modelsTask } from "../../src/ops/models/models-task.ts";
import { speechDocument, videoDocument } from "../models/import/documents.ts";
import { knowsModels } from "../support/import-model.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

/** The command line beside the running bot, on the same data. */
async function models(studio: Studio, ...words: string[]): Promise<string> {
  let printed = "";
  const outcome = { mode: "real", config: studio.bot.config } as const;
  await modelsTask(words, outcome, (text) => {
    printed += text;
  });
  return printed;
}

async function importOf(studio: Studio, document: object): Promise<string> {
  const file = join(studio.bot.config.dataDir, "document.json");
  await writeFile(file, JSON.stringify(document));
  await knowsModels(studio, document);
  return models(studio, "import", file);
}

const names = async (studio: Studio) => (await studio.mira.commands()).map(({ name }) => name);
const untilOffered = (studio: Studio, command: string) =>
  studio.until(`/${command}`, async () => (await names(studio)).includes(command));

test("a model that is imported while the bot runs is a command a moment later, and makes a video", async (t) => {
  const studio = await openStudio(t);
  const printed = await importOf(studio, videoDocument);
  assert.match(printed, /\/acme-clip-image-to-video/);
  await untilOffered(studio, "acme-clip-image-to-video");
  await studio.mira.command("acme-clip-image-to-video", {
    prompt: "the fox runs off",
    image: await picture("fox.png"),
    duration: "10",
  });
  const lines = await studio.seen(studio.mira, /\.(webm|mp4)/);
  assert.ok(lines.some((line) => line.includes("[Again]")));
  const submits = studio.relay.requests().filter(({ method }) => method === "POST");
  assert.deepEqual(
    submits.map(({ path }) => path),
    ["/acme/clip/image-to-video"],
  );
});

test("a model of speech takes a voice by name and answers with sound", async (t) => {
  const studio = await openStudio(t);
  await importOf(studio, speechDocument);
  await untilOffered(studio, "acme-speech");
  const offered = await studio.mira.autocomplete("acme-speech", { voice: "ar" }, "voice");
  assert.match(JSON.stringify(offered), /Arden/);
  await studio.mira.command("acme-speech", { text: "Good evening.", voice: "Arden" });
  await studio.seen(studio.mira, /\.(wav|mp3)/);
});

test("a file edited by hand changes the command; a slip in it is told with its line and changes nothing", async (t) => {
  const studio = await openStudio(t, { database: "sqlite" });
  await importOf(studio, speechDocument);
  await untilOffered(studio, "acme-speech");
  const file = join(studio.bot.config.dataDir, "models", "acme-speech.yaml");
  const text = await readFile(file, "utf8");
  const line = text.split("\n").indexOf("    kind: text") + 1;
  await writeFile(file, text.replace("kind: text", "kind: txet"));
  await studio.until("the slip in the log", () => studio.log.join("").includes(`"line":${line}`));
  assert.ok((await names(studio)).includes("acme-speech"));
  await writeFile(file, text.replace("command: acme-speech", "command: speak"));
  await untilOffered(studio, "speak");
  assert.ok(!(await names(studio)).includes("acme-speech"));
});

test("a model that is disabled leaves the list, whoever brought it", async (t) => {
  const studio = await openStudio(t);
  assert.match(await models(studio, "disable", "flux-redux"), /not offered any more/);
  await studio.until("/flux-redux to go", async () => !(await names(studio)).includes("flux-redux"));
  await models(studio, "enable", "flux-redux");
  await untilOffered(studio, "flux-redux");
});
