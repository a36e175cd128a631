import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { modelsTask } from "../../src/ops/models/models-task.ts";
import type { Studio } from "./studio.ts";

/** Imports models by their documents while the bot runs, and waits until their commands are offered. */
export async function importModels(studio: Studio, ...documents: readonly { endpoint_id: string }[]): Promise<void> {
  const file = join(studio.bot.config.dataDir, "document.json");
  await writeFile(file, JSON.stringify(documents));
  await changeModels(studio, "import", file);
  await knowsModels(studio, documents);
  const commands = documents.map(({ endpoint_id }) => endpoint_id.replaceAll("/", "-"));
  await studio.until(`/${commands.join(", /")}`, async () => {
    const offered = new Set((await studio.mira.commands()).map(({ name }) => name));
    return commands.every((command) => offered.has(command));
  });
}

/** The operator's command line beside the running bot, on the same data. */
export async function changeModels(studio: Studio, ...words: readonly string[]): Promise<void> {
  await modelsTask([...words], { mode: "real", config: studio.bot.config }, () => {});
}

/** The sandbox's relay reads documents from the importer's files; where those are in a database, it is given them. */
export async function knowsModels({ bot, relay }: Studio, documents: object): Promise<void> {
  if (bot.config.databaseUrl === null) return;
  const given = await fetch(`${relay.url}/sandbox/models`, { method: "POST", body: JSON.stringify(documents) });
  assert.equal(given.status, 201);
}
