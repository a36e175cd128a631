import { previewOf } from "../../commands/model-preview.ts";
import { commandForm } from "../../commands/registration.ts";
import { RESERVED_NAMES } from "../../commands/reserved-names.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { importModel } from "../../models/import/import-model.ts";
import { readDocuments } from "../../models/import/model-document.ts";
import type { ModelShelf } from "./model-shelf.ts";

export interface ImportRequest {
  readonly json: unknown;
  /** Endpoint ids; null for all that there are. */
  readonly only: readonly string[] | null;
  /** Also what is imported already: made anew, edits are lost. */
  readonly again: boolean;
}

/** Discord takes 100 commands; some are the bot's own. What is imported beyond is reached through /generate. */
const MOST_COMMANDS = 85;

/** Imports what a document has and is wanted. @returns what to tell the operator, and whether all of it went well */
export async function importDocuments(shelf: ModelShelf, request: ImportRequest) {
  const { only, again } = request;
  const documents = readDocuments(request.json).filter((read) => {
    const endpoint = read.ok ? read.document.endpoint : read.endpoint;
    return only === null || only.includes(endpoint);
  });
  const lines: string[] = [];
  let known = shelf.models;
  const made: ModelDefinition[] = [];
  let refused = 0;
  for (const read of documents) {
    if (!read.ok) {
      refused += 1;
      lines.push(`${read.endpoint} cannot be imported: ${read.reason}.`);
      continue;
    }
    const { endpoint, source } = read.document;
    if (!again && (await shelf.directory.has(endpoint))) {
      lines.push(`${endpoint} is imported already. Add --again to make it anew; edits of its file are lost then.`);
      continue;
    }
    const mapped = importModel(read.document, { form: commandForm, known, reserved: RESERVED_NAMES });
    if (!mapped.ok) {
      refused += 1;
      lines.push(`${endpoint} cannot be imported: ${mapped.reasons.join("; ")}.`);
      continue;
    }
    const definition = placed(mapped.definition, known);
    await shelf.directory.write(definition, source);
    known = [...known.filter((other) => other.endpoint !== endpoint), definition];
    made.push(definition);
  }
  if (documents.length === 0) lines.push(only === null ? NOTHING_THERE : `None of these is there: ${only.join(", ")}.`);
  lines.push(...told(made, shelf.path));
  return { text: lines.join("\n"), ok: documents.length > 0 && refused === 0 };
}

const NOTHING_THERE = "There is no model in it. An OpenAPI document or a catalogue of them is wanted.";

function placed(definition: ModelDefinition, known: readonly ModelDefinition[]): ModelDefinition {
  const commands = known.filter(
    ({ offer, endpoint }) => (offer ?? "command") === "command" && endpoint !== definition.endpoint,
  );
  return definition.offer === undefined && commands.length >= MOST_COMMANDS
    ? { ...definition, offer: "generate" }
    : definition;
}

function told(made: readonly ModelDefinition[], path: string): string[] {
  const [only, ...others] = made;
  if (only === undefined) return [];
  const preview =
    others.length === 0 ? [previewOf(only), ""] : made.map((each) => `/${each.command}  ${each.endpoint}`);
  const count = made.length === 1 ? "It is" : `These ${made.length} are`;
  const elsewhere = made.filter(({ offer }) => offer === "generate").length;
  const through =
    elsewhere === 0 ? [] : [`${elsewhere} of them are reached through /generate: Discord takes 100 commands.`];
  const unpriced = made.filter(({ price }) => price === undefined).map(({ command }) => command);
  const [first] = unpriced;
  const price =
    first === undefined ? [] : [`Say what it costs, so that limits know: npm run models -- price ${first} 0.025/image`];
  return [
    ...preview,
    ...through,
    `${count} kept in ${path} and can be edited there. A running bot takes it over by itself.`,
    ...price,
  ];
}
