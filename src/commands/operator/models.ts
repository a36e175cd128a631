import type { AnswerMessage, GivenAttachment } from "../../interaction.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { endpointIn, type FetchedJson, parseDocument } from "../../models/import/fetch-document.ts";
import { readPrice, writePrice } from "../../models/import/price-text.ts";
import type { Deed } from "../../policy/audit-entry.ts";
import { OPERATOR } from "../../policy/policy-store.ts";
import { say } from "../../texts/say.ts";
import { planImport } from "../import-plan.ts";
import { button, container, messageOf, text } from "../moderation/parts.ts";
import { operatorId } from "./custom-ids.ts";
import { planView } from "./models-view.ts";
import type { Operator, OperatorOptions } from "./operator.ts";
import { question } from "./servers.ts";

const GIVEN_SHOWN = 100;
const NAMED = 10;

type Locale = Operator["reader"]["locale"];
type ModelDeed = Extract<Deed, { kind: "model" }>;

/** What the operator named to be added. */
export interface Wish {
  readonly endpoint: string;
  readonly file: GivenAttachment | undefined;
  /** Endpoint ids with commas between; empty for all. */
  readonly only: string;
}

/** The model that was named: by its command, its endpoint or its title. */
export function modelNamed(given: string, { models }: OperatorOptions): ModelDefinition | null {
  const name = given.replace(/^\//, "");
  const is = ({ command, endpoint, title }: ModelDefinition) => [command, endpoint, title].includes(name);
  return models.every.find(is) ?? null;
}

/** Shows what adding would come to, and puts the documents aside until that is decided. */
export async function previewImport(operator: Operator, wish: Wish, options: OperatorOptions): Promise<AnswerMessage> {
  const { locale } = operator.reader;
  const read = await readWish(wish, locale, options);
  if (typeof read === "string") return { body: sentence(read) };
  const only = wish.only === "" ? null : wish.only.split(/[,，\s]+/).filter((id) => id !== "");
  const planned = await plan({ json: read.json, only, again: wish.file === undefined }, options);
  if (planned.length === 0) {
    const given = (only ?? []).join(", ").slice(0, GIVEN_SHOWN);
    return { body: sentence(only === null ? say(locale, "op_add_empty") : say(locale, "op_add_not_in_it", { given })) };
  }
  const [first] = planned;
  if (planned.length === 1 && first?.kind === "impossible") {
    const { endpoint, reasons } = first;
    return { body: sentence(say(locale, "op_add_impossible", { endpoint, reasons: reasons.join("; ") })) };
  }
  const ready = planned.filter((each) => each.kind === "ready");
  const pending = ready.length === 0 ? "" : await options.pending.put(ready.map(({ source }) => source));
  return { body: planView(planned, pending, [...(await options.ownModels.imported())], locale) };
}

async function readWish(wish: Wish, locale: Locale, options: OperatorOptions): Promise<{ json: unknown } | string> {
  const { endpoint: given, file } = wish;
  if (file !== undefined && given !== "") return say(locale, "op_add_both");
  if (file !== undefined) {
    const bytes = await options.readFile(file.url);
    if (bytes === null) return say(locale, "op_add_file_lost");
    return found(parseDocument(new TextDecoder().decode(bytes)), file.fileName, locale);
  }
  if (given === "") return say(locale, "op_add_nothing");
  const endpoint = endpointIn(given);
  const shown = given.slice(0, GIVEN_SHOWN);
  if (endpoint === null) return say(locale, "op_add_not_id", { given: shown });
  return found(await options.fetchModel(endpoint), endpoint, locale);
}

function found(read: FetchedJson, given: string, locale: Locale): { json: unknown } | string {
  if (read.ok) return { json: read.json };
  switch (read.kind) {
    case "status":
      return say(locale, "op_add_not_there", { given, status: read.status });
    case "unreachable":
      return say(locale, "op_add_unreachable", { detail: read.detail });
    default:
      return say(locale, `op_add_${read.kind}`);
  }
}

/** A single model that is named again is made anew; of a catalogue, what is there stays as it was edited. */
async function plan(wish: { json: unknown; only: readonly string[] | null; again: boolean }, options: OperatorOptions) {
  return planImport({ ...wish, known: options.models.every, imported: await options.ownModels.imported() });
}

/** Adds what was shown, with what holds now: names may be taken by others since. */
export async function addPending(operator: Operator, id: string, options: OperatorOptions): Promise<AnswerMessage> {
  const { locale } = operator.reader;
  const documents = await options.pending.find(id);
  if (documents === null) return { body: sentence(say(locale, "op_add_gone")) };
  const planned = await plan({ json: documents, only: null, again: documents.length === 1 }, options);
  const ready = planned.filter((each) => each.kind === "ready");
  for (const { definition, source } of ready) await options.ownModels.write(definition, source);
  await options.pending.drop(id);
  for (const { definition } of ready) await note(operator, { what: "added", command: definition.command }, options);
  await options.ownModels.refresh();
  const commands = ready.map(({ definition }) => `\`/${definition.command}\``).join(", ");
  if (ready.length === 0) return { body: sentence(say(locale, "op_dropped")) };
  const words =
    ready.length <= NAMED
      ? say(locale, "op_added", { commands })
      : say(locale, "op_added_many", { count: ready.length });
  return { body: sentence(words) };
}

export async function dropPending({ reader }: Operator, id: string, options: OperatorOptions): Promise<object> {
  await options.pending.drop(id);
  return sentence(say(reader.locale, "op_dropped"));
}

/** Offers a model as a command, through /generate only, or not at all. */
export async function offerModel(
  operator: Operator,
  definition: ModelDefinition,
  offer: "command" | "generate" | "none",
  options: OperatorOptions,
): Promise<string> {
  const { command } = definition;
  await options.ownModels.write({ ...definition, offer });
  await note(operator, { what: offer, command }, options);
  await options.ownModels.refresh();
  return say(operator.reader.locale, `op_offer_${offer}`, { command });
}

export async function priceModel(
  operator: Operator,
  definition: ModelDefinition,
  given: string,
  options: OperatorOptions,
): Promise<string> {
  const { locale } = operator.reader;
  const price = readPrice(given);
  if (price === null) return say(locale, "op_price_unreadable", { given: given.slice(0, GIVEN_SHOWN) });
  const written = `$${writePrice(price)}`;
  await options.ownModels.write({ ...definition, price });
  await note(operator, { what: "priced", command: definition.command, price: written }, options);
  await options.ownModels.refresh();
  return say(locale, "op_priced", { command: definition.command, price: written });
}

/** Asks again before an added model is forgotten; a sentence where there is nothing to remove. */
export async function removeQuestion(
  { reader }: Operator,
  { command, endpoint }: ModelDefinition,
  options: OperatorOptions,
): Promise<object | string> {
  const { locale } = reader;
  if (!(await options.ownModels.imported()).has(endpoint)) return say(locale, "op_remove_built_in", { command });
  const yes = button(operatorId("remove", command), say(locale, "button_op_remove"), "danger");
  return question(say(locale, "op_remove_ask", { command }), yes, locale);
}

export async function removeModel(operator: Operator, command: string, options: OperatorOptions): Promise<string> {
  const { locale } = operator.reader;
  if (!(await options.ownModels.remove(command))) return say(locale, "op_model_unknown", { given: command });
  await note(operator, { what: "removed", command }, options);
  await options.ownModels.refresh();
  return say(locale, "op_removed", { command });
}

async function note({ asker }: Operator, deed: Omit<ModelDeed, "kind">, { policies, log }: OperatorOptions) {
  await policies.note(OPERATOR, { kind: "model", ...deed }, asker.userId);
  log.info({ ...deed, by: asker.userId }, "the operator changed a model");
}

/** A message that says one thing, also in place of one with components. */
export function sentence(words: string): object {
  return messageOf(container("panel", [text(words)]));
}
