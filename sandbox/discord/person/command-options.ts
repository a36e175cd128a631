import type { UploadedFile } from "../attachment-files.ts";
import { isJson, type Json, listOf, numberOf, objectsOf, textOf } from "../json.ts";
import { OPTION } from "../wire.ts";

/** What a command's options become: values for the payload, files still to be stored, ids still to be looked up. */
export interface CheckedOptions {
  options: Json[];
  /** Name of the multipart file, for each attachment option. */
  attachments: { option: Json; file: UploadedFile }[];
  mentioned: { type: number; id: string }[];
}

/** Why Discord's client or server would not send this on. */
export class Refused extends Error {}

interface Trip {
  files: Map<string, UploadedFile>;
  autocomplete: boolean;
  found: CheckedOptions;
}

/** Holds what a person filled in against the command's definition. Throws Refused with a sentence. */
export function checkOptions(
  definitions: readonly unknown[],
  given: readonly unknown[],
  files: Map<string, UploadedFile>,
  autocomplete: boolean,
): CheckedOptions {
  const trip: Trip = { files, autocomplete, found: { options: [], attachments: [], mentioned: [] } };
  trip.found.options = checkLevel(objectsOf(definitions), objectsOf(given), trip);
  return trip.found;
}

function checkLevel(definitions: Json[], given: Json[], trip: Trip): Json[] {
  for (const value of given) {
    if (!definitions.some((definition) => definition["name"] === value["name"])) {
      throw new Refused(`There is no option "${String(value["name"])}".`);
    }
  }
  const subcommands = definitions.filter(isSubcommand);
  if (subcommands.length > 0 && given.length !== 1) throw new Refused("Choose one subcommand.");
  return definitions.flatMap((definition) => {
    const value = given.find((each) => each["name"] === definition["name"]);
    if (isSubcommand(definition)) return value === undefined ? [] : [checkSubcommand(definition, value, trip)];
    if (value === undefined || value["value"] === undefined) {
      if (value?.["focused"] === true) return [typed(definition, value, "")];
      if (definition["required"] === true && !trip.autocomplete) throw missing(definition);
      return [];
    }
    return checkValue(definition, value, trip);
  });
}

const isSubcommand = (definition: Json): boolean =>
  definition["type"] === OPTION.subcommand || definition["type"] === OPTION.subcommandGroup;

function checkSubcommand(definition: Json, value: Json, trip: Trip): Json {
  const options = checkLevel(objectsOf(definition["options"]), objectsOf(value["options"]), trip);
  return { name: definition["name"], type: definition["type"], options };
}

const missing = (definition: Json): Refused => new Refused(`The option "${String(definition["name"])}" is required.`);

function checkValue(definition: Json, given: Json, trip: Trip): Json[] {
  const value = given["value"];
  const option = typed(definition, given, value);
  // While typing, a value may still be half a value.
  if (trip.autocomplete) return definition["type"] === OPTION.attachment ? [] : [option];
  const problem = problemOf(definition, value, trip.files);
  if (problem !== undefined) throw new Refused(`The option "${String(definition["name"])}" ${problem}.`);
  const type = numberOf(definition["type"]) ?? 0;
  if (type === OPTION.attachment) {
    const file = trip.files.get(String(value));
    if (file !== undefined) trip.found.attachments.push({ option, file });
  }
  if (type >= OPTION.user && type <= OPTION.mentionable) trip.found.mentioned.push({ type, id: String(value) });
  return [option];
}

const typed = (definition: Json, given: Json, value: unknown): Json => ({
  name: definition["name"],
  type: definition["type"],
  value,
  ...(given["focused"] === true ? { focused: true } : {}),
});

function problemOf(definition: Json, value: unknown, files: Map<string, UploadedFile>): string | undefined {
  const choices = listOf(definition["choices"]).filter(isJson);
  if (choices.length > 0 && !choices.some((choice) => choice["value"] === value)) return "must be one of its choices";
  switch (definition["type"]) {
    case OPTION.string:
      return typeof value === "string" ? lengthProblem(definition, [...value].length) : "must be text";
    case OPTION.integer:
      return Number.isSafeInteger(value) ? rangeProblem(definition, Number(value)) : "must be a whole number";
    case OPTION.number:
      return Number.isFinite(value) ? rangeProblem(definition, Number(value)) : "must be a number";
    case OPTION.boolean:
      return typeof value === "boolean" ? undefined : "must be true or false";
    case OPTION.attachment:
      return files.has(String(value)) ? undefined : "needs a file";
    default:
      return /^\d{17,20}$/.test(textOf(value) ?? "") ? undefined : "must be an id";
  }
}

/** Discord counts UTF-16 units on its servers and characters in its client; the looser one is used here. */
function lengthProblem(definition: Json, length: number): string | undefined {
  const min = numberOf(definition["min_length"]) ?? 0;
  const max = numberOf(definition["max_length"]) ?? 6000;
  if (length < min) return `must have at least ${min} characters`;
  if (length > max) return `must have at most ${max} characters`;
  return undefined;
}

function rangeProblem(definition: Json, value: number): string | undefined {
  const min = numberOf(definition["min_value"]) ?? -(2 ** 53);
  const max = numberOf(definition["max_value"]) ?? 2 ** 53;
  if (value < min) return `must be at least ${min}`;
  if (value > max) return `must be at most ${max}`;
  return undefined;
}
