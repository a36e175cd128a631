import { parseArgs } from "node:util";
import { previewOf } from "../../commands/model-preview.ts";
import type { ConfigOutcome } from "../../config.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { readPrice, writePrice } from "../../models/import/price-text.ts";
import { checkDocument } from "./check-document.ts";
import { importDocuments } from "./import-documents.ts";
import { type ModelShelf, openShelf } from "./model-shelf.ts";
import { readSource } from "./read-source.ts";

interface Asked {
  readonly words: readonly string[];
  readonly only: readonly string[] | null;
  readonly again: boolean;
  /** Enable through /generate only. */
  readonly generate: boolean;
  readonly catalogUrl: string;
  readonly shelf: ModelShelf;
}
interface Said {
  readonly text: string;
  readonly ok: boolean;
}

const USAGE = `npm run models -- COMMAND

  import ID | URL | FILE [--only ID,ID] [--again]   offer models of the catalogue
  check FILE                                        what an import would come to, as JSON lines
  list                                              all models
  show NAME                                         a model's command as members see it
  price NAME 0.025/image                            what it costs; or /megapixel, /request, /second, /1000 characters
  enable NAME [--generate]                          offer it as a command, or only through /generate
  disable NAME                                      stop offering it; its jobs go on
  remove NAME                                       forget an imported model`;

const verbs: Readonly<Record<string, (asked: Asked) => Promise<Said>>> = {
  import: importOne,
  check,
  list,
  show,
  price,
  enable: (asked) => offer(asked, asked.generate ? "generate" : "command"),
  disable: (asked) => offer(asked, "none"),
  remove,
};

/** `npm run models -- …` @returns the exit code */
export async function modelsTask(
  given: string[],
  outcome: ConfigOutcome,
  print: (text: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { only: { type: "string" }, again: { type: "boolean" }, generate: { type: "boolean" } },
  });
  const [verb = "", ...words] = positionals;
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run === undefined) return say(print, USAGE, 2);
  if (outcome.mode === "unusable") return say(print, outcome.problems.join("\n"), 2);
  const { catalogUrl } = outcome.mode === "real" ? outcome.config : outcome.sandbox;
  const only = values.only?.split(",").map((id) => id.trim()) ?? null;
  const shelf = await openShelf(outcome);
  const asked = { words, only, again: values.again === true, generate: values.generate === true, catalogUrl, shelf };
  const { text, ok } = await run(asked).finally(() => shelf.close());
  return say(print, text, ok ? 0 : 1);
}

function say(print: (text: string) => void, text: string, code: number): number {
  if (text !== "") print(`${text}\n`);
  return code;
}

async function importOne({ words, only, again, catalogUrl, shelf }: Asked): Promise<Said> {
  const [given] = words;
  if (given === undefined) return { text: USAGE, ok: false };
  const source = await readSource(given, catalogUrl);
  return source.ok ? importDocuments(shelf, { json: source.json, only, again }) : { text: source.sentence, ok: false };
}

async function check({ words, catalogUrl, shelf }: Asked): Promise<Said> {
  const [given] = words;
  if (given === undefined) return { text: USAGE, ok: false };
  const source = await readSource(given, catalogUrl);
  if (!source.ok) return { text: source.sentence, ok: false };
  const lines = checkDocument(source.json, shelf.models);
  return { text: lines.map((line) => JSON.stringify(line)).join("\n"), ok: lines.length > 0 };
}

async function list({ shelf }: Asked): Promise<Said> {
  const rows = shelf.models.map(({ command, endpoint, offer, output, price: cost }) => [
    `/${command}`,
    offer ?? "command",
    output,
    cost === undefined ? "no price" : `$${writePrice(cost)}`,
    endpoint,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  const problems = shelf.problems.map(({ file, line, message }) => `${file}, line ${line}: ${message}`);
  return { text: [...lines, ...problems].join("\n"), ok: problems.length === 0 };
}

async function show({ words, shelf }: Asked): Promise<Said> {
  return withModel(words, shelf, async (definition) => ({ text: previewOf(definition), ok: true }));
}

async function price({ words, shelf }: Asked): Promise<Said> {
  const cost = readPrice(words.slice(1).join(" "));
  if (cost === null)
    return { text: "Write a price like 0.025/image: npm run models -- price NAME 0.025/image", ok: false };
  return withModel(words, shelf, async (definition) => {
    await shelf.directory.write({ ...definition, price: cost });
    return { text: `/${definition.command} costs $${writePrice(cost)} from now on.`, ok: true };
  });
}

const OFFERED = {
  command: (command: string) => `/${command} is offered as a command.`,
  generate: (command: string) => `${command} is offered through /generate.`,
  none: (command: string) => `/${command} is not offered any more. Its jobs go on.`,
} as const;

async function offer({ words, shelf }: Asked, where: keyof typeof OFFERED): Promise<Said> {
  return withModel(words, shelf, async (definition) => {
    await shelf.directory.write({ ...definition, offer: where });
    return { text: OFFERED[where](definition.command), ok: true };
  });
}

async function remove({ words, shelf }: Asked): Promise<Said> {
  const [name = ""] = words;
  if (await shelf.directory.remove(name.replace(/^\//, ""))) {
    return { text: `${name} is removed. Jobs of it that were not sent yet end unpaid.`, ok: true };
  }
  return withModel(words, shelf, async ({ command }) => ({
    text: `/${command} comes with Easel and has no file to remove: npm run models -- disable ${command}`,
    ok: false,
  }));
}

async function withModel(
  words: readonly string[],
  { models }: ModelShelf,
  act: (definition: ModelDefinition) => Promise<Said>,
): Promise<Said> {
  const [name] = words;
  if (name === undefined) return { text: USAGE, ok: false };
  const wanted = name.replace(/^\//, "");
  const definition = models.find(({ command, endpoint }) => command === wanted || endpoint === wanted);
  return definition === undefined
    ? { text: `There is no model called ${wanted}: npm run models -- list`, ok: false }
    : act(definition);
}
