import type { ModelDefinition } from "../models/definition.ts";
import { importModel } from "../models/import/import-model.ts";
import { readDocuments } from "../models/import/model-document.ts";
import type { JsonObject } from "../models/json-value.ts";
import { commandForm } from "./registration.ts";
import { RESERVED_NAMES } from "./reserved-names.ts";

/** What an import comes to for one model. */
export type Planned =
  | {
      readonly kind: "ready";
      readonly endpoint: string;
      readonly definition: ModelDefinition;
      /** The document it was made from, as it came. */
      readonly source: JsonObject;
    }
  /** Imported already, and not wanted anew. */
  | { readonly kind: "there"; readonly endpoint: string }
  | { readonly kind: "impossible"; readonly endpoint: string; readonly reasons: readonly string[] };

export interface ImportWish {
  readonly json: unknown;
  /** Endpoint ids; null for all that there are. */
  readonly only: readonly string[] | null;
  /** Also what is imported already: made anew, edits are lost. */
  readonly again: boolean;
  /** The models there are, built in or not. */
  readonly known: readonly ModelDefinition[];
  /** Endpoints that files define. */
  readonly imported: ReadonlySet<string>;
}

/** Discord takes 100 commands; some are the bot's own. What is imported beyond is reached through /generate. */
const MOST_COMMANDS = 85;

/** Makes definitions of what a document has and is wanted; nothing is written. Names are given in the document's order. */
export function planImport({ json, only, again, known, imported }: ImportWish): readonly Planned[] {
  let all = known;
  const wanted = readDocuments(json).filter((read) => {
    const endpoint = read.ok ? read.document.endpoint : read.endpoint;
    return only === null || only.includes(endpoint);
  });
  return wanted.map((read): Planned => {
    if (!read.ok) return { kind: "impossible", endpoint: read.endpoint, reasons: [read.reason] };
    const { endpoint, source } = read.document;
    if (!again && imported.has(endpoint)) return { kind: "there", endpoint };
    const mapped = importModel(read.document, { form: commandForm, known: all, reserved: RESERVED_NAMES });
    if (!mapped.ok) return { kind: "impossible", endpoint, reasons: mapped.reasons };
    const definition = placed(mapped.definition, all);
    all = [...all.filter((other) => other.endpoint !== endpoint), definition];
    return { kind: "ready", endpoint, definition, source };
  });
}

function placed(definition: ModelDefinition, known: readonly ModelDefinition[]): ModelDefinition {
  const commands = known.filter(
    ({ offer, endpoint }) => (offer ?? "command") === "command" && endpoint !== definition.endpoint,
  );
  return definition.offer === undefined && commands.length >= MOST_COMMANDS
    ? { ...definition, offer: "generate" }
    : definition;
}
