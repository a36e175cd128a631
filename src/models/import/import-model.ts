import type { ModelDefinition } from "../definition.ts";
import { type CommandForm, type MappedModel, mapModel } from "./map-model.ts";
import type { ModelDocument } from "./model-document.ts";

export interface ImportOptions {
  readonly form: CommandForm;
  /** The models there are already, built in or not. */
  readonly known: readonly ModelDefinition[];
  /** Commands of the bot's that are no model's. */
  readonly reserved: ReadonlySet<string>;
}

/** Makes a definition of a document. Who has it already keeps its command, its price and its place. */
export function importModel(document: ModelDocument, { form, known, reserved }: ImportOptions): MappedModel {
  const before = known.find(({ endpoint }) => endpoint === document.endpoint);
  const isTaken = (command: string) => reserved.has(command) || known.some((other) => other.command === command);
  const mapped = mapModel(document, { form, command: before?.command, isTaken });
  if (!mapped.ok || before === undefined) return mapped;
  const kept = {
    ...(before.price === undefined ? {} : { price: before.price }),
    ...(before.offer === undefined ? {} : { offer: before.offer }),
  };
  return { ...mapped, definition: { ...mapped.definition, ...kept } };
}
