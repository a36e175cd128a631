import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/clock.ts";
import { commandForm } from "../../src/commands/registration.ts";
import { type Field, fileTypeOf, type ModelDefinition } from "../../src/models/definition.ts";
import { diskFolder } from "../../src/models/import/disk-folder.ts";
import { ModelDirectory } from "../../src/models/import/model-directory.ts";
import type { JsonValue } from "../../src/models/json-value.ts";
import { promptField } from "../../src/models/summary.ts";
import { modelsTask } from "../../src/ops/models/models-task.ts";
import { sampleOf } from "../models/import/sample-json.ts";
import { openStudio, picture } from "../support/studio.ts";

const CATALOGUE = fileURLToPath(new URL("../../../shared/data/fal-openapi-text-to-image.json", import.meta.url));
const skip = existsSync(CATALOGUE) ? false : `${CATALOGUE} is not here`;

test("a job for every model of the catalogue runs to its end", { skip, timeout: 8 * 60_000 }, async (t) => {
  const studio = await openStudio(t, {
    relay: { speed: 20, workers: 8 },
    environment: { RELAY_CONCURRENCY: "40" },
  });
  const { mira, relay, until, log, bot } = studio;
  await modelsTask(["import", CATALOGUE], { mode: "real", config: bot.config }, () => {});
  const { definitions } = await new ModelDirectory(
    diskFolder(`${bot.config.dataDir}/models`, systemClock),
    commandForm,
  ).read();
  assert.ok(definitions.length > 150);
  const known = async (named: string) => JSON.stringify(await mira.autocomplete("generate", { model: named }, "model"));
  const last = definitions.at(-1);
  await until("the newest to be known", async () => (await known(last?.command ?? "")).includes(last?.title ?? ""));
  const refused: string[] = [];
  for (const definition of definitions) {
    const answer = await mira.command("generate", await askFor(definition));
    if (answer.outcome !== "answered") refused.push(`${definition.endpoint}: ${JSON.stringify(answer)}`);
  }
  const ended = () => log.filter((line) => /"msg":"job (delivered|ended)"/.test(line)).length;
  const admitted = log.filter((line) => line.includes('"job admitted"')).length;
  assert.equal(
    admitted,
    definitions.length,
    `${refused.join("\n")}\n${(await mira.transcript()).filter((line) => /only you/.test(line)).join("\n")}`,
  );
  await until("every job to end", () => ended() === definitions.length);
  assert.deepEqual(
    log.filter((line) => line.includes('"job ended"')),
    [],
  );
  assert.equal(relay.ledger().accepted, definitions.length);
});

/** What a member would give /generate so that the model has all it requires. */
async function askFor(definition: ModelDefinition) {
  const prompt = promptField(definition);
  const required = definition.fields.filter((field) => field.required && field !== prompt);
  const files = required.filter((field) => fileTypeOf(field) !== undefined);
  const settings = required.flatMap((field) => {
    const value = valueFor(field);
    return value === undefined ? [] : [`${field.name}: ${JSON.stringify(value)}`];
  });
  const given: Record<string, string | Awaited<ReturnType<typeof picture>>> = { model: definition.command };
  if (prompt !== undefined) given["prompt"] = "a lighthouse at dusk";
  if (settings.length > 0) given["options"] = settings.join(", ");
  for (const [index] of files.entries()) given[`file_${index + 1}`] = await picture(`p${index}.png`, 512, 512);
  if (Object.keys(given).length === 1) given["options"] = "{}";
  return given;
}

function valueFor(field: Field): JsonValue | undefined {
  switch (field.kind) {
    case "text":
      return "x".repeat(Math.max(1, field.minLength ?? 1));
    case "integer":
    case "number":
      return field.default ?? Math.max(field.minimum, Math.min(1, field.maximum));
    case "boolean":
      return true;
    case "choice":
      return field.choices[0]?.value ?? "x";
    case "size":
      return field.presets[0]?.value ?? { width: 512, height: 512 };
    case "list":
      return [field.choices?.[0] ?? "one"];
    case "json":
      return sampleOf(field.schema);
    default:
      return undefined;
  }
}
