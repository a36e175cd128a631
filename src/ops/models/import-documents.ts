import { planImport } from "../../commands/import-plan.ts";
import { previewOf } from "../../commands/model-preview.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import type { ModelShelf } from "./model-shelf.ts";

export interface ImportRequest {
  readonly json: unknown;
  /** Endpoint ids; null for all that there are. */
  readonly only: readonly string[] | null;
  /** Also what is imported already: made anew, edits are lost. */
  readonly again: boolean;
}

/** Imports what a document has and is wanted. @returns what to tell the operator, and whether all of it went well */
export async function importDocuments(shelf: ModelShelf, request: ImportRequest) {
  const { definitions } = await shelf.directory.read();
  const imported = new Set(definitions.map(({ endpoint }) => endpoint));
  const planned = planImport({ ...request, known: shelf.models, imported });
  const lines: string[] = [];
  const made: ModelDefinition[] = [];
  for (const each of planned) {
    const { endpoint } = each;
    switch (each.kind) {
      case "impossible":
        lines.push(`${endpoint} cannot be imported: ${each.reasons.join("; ")}.`);
        break;
      case "there":
        lines.push(`${endpoint} is imported already. Add --again to make it anew; edits of its file are lost then.`);
        break;
      case "ready":
        await shelf.directory.write(each.definition, each.source);
        made.push(each.definition);
    }
  }
  const { only } = request;
  if (planned.length === 0) lines.push(only === null ? NOTHING_THERE : `None of these is there: ${only.join(", ")}.`);
  lines.push(...told(made, shelf.place));
  return { text: lines.join("\n"), ok: planned.length > 0 && planned.every(({ kind }) => kind !== "impossible") };
}

const NOTHING_THERE = "There is no model in it. An OpenAPI document or a catalogue of them is wanted.";

function told(made: readonly ModelDefinition[], place: string): string[] {
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
  return [...preview, ...through, `${count} kept in ${place}. A running bot takes it over by itself.`, ...price];
}
