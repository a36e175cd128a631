import { optionName, slotsOf } from "../../commands/model-option-slots.ts";
import { commandForm, registrationSize } from "../../commands/registration.ts";
import { RESERVED_NAMES } from "../../commands/reserved-names.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { importModel } from "../../models/import/import-model.ts";
import { type ReadDocument, readDocuments } from "../../models/import/model-document.ts";

/** What an import of every model in a document would come to, a line for each. Nothing is written. */
export function checkDocument(json: unknown, known: readonly ModelDefinition[]): object[] {
  const all = [...known];
  return readDocuments(json).map((read) => checkOne(read, all));
}

/** `all` grows by each that is importable, so that names are given as an import of the whole would give them. */
function checkOne(read: ReadDocument, all: ModelDefinition[]): object {
  if (!read.ok) return { endpoint: read.endpoint, command: null, ok: false, reasons: [read.reason] };
  const { endpoint } = read.document;
  const mapped = importModel(read.document, { form: commandForm, known: all, reserved: RESERVED_NAMES });
  if (!mapped.ok) return { endpoint, command: null, ok: false, reasons: mapped.reasons };
  const { definition, advanced } = mapped;
  all.push(definition);
  const { options, characters } = registrationSize(definition);
  return {
    endpoint,
    command: definition.command,
    ok: true,
    output: definition.output,
    options,
    optionNames: definition.fields.flatMap(slotsOf).map(optionName),
    advanced,
    leftOut: definition.leftOut ?? [],
    characters,
  };
}
