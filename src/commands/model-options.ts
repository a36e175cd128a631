import type { GivenOptions } from "../interaction.ts";
import type { Field, FieldValue, ModelDefinition, ModelInput } from "../models/definition.ts";
import { readFile, readFiles } from "./model-files.ts";
import { type GivenValues, sortGiven } from "./model-given.ts";
import { readJson } from "./model-json.ts";
import { readList } from "./model-list.ts";
import type { InputProblem } from "./model-problems.ts";
import type { Reading } from "./model-reading.ts";
import { readSize } from "./model-size.ts";
import { readChoice, readNumber, readSwitch, readText } from "./model-values.ts";

export type ReadInput =
  | { readonly ok: true; readonly input: ModelInput }
  | { readonly ok: false; readonly problems: readonly [InputProblem, ...InputProblem[]] };

/**
 * Checks what a member gave against the model's fields and tells every problem at once. Addresses are taken as they are,
 * and so is what is `settled` already: a stored picture, which no option can give.
 */
export function readOptions(definition: ModelDefinition, given: GivenOptions, settled: ModelInput = {}): ReadInput {
  const { values, misfits } = sortGiven(definition, given);
  const [misfit, ...others] = misfits.map((option): InputProblem => ({ kind: "wrong_kind", option }));
  if (misfit !== undefined) return { ok: false, problems: [misfit, ...others] };
  return readFields(definition, values, settled);
}

function readFields(definition: ModelDefinition, given: GivenValues, settled: ModelInput): ReadInput {
  const input: Record<string, FieldValue> = {};
  const problems: InputProblem[] = [];
  for (const field of definition.fields) {
    const value = settled[field.name];
    const reading: Reading = value === undefined ? readField(field, given) : { ok: true, value };
    if (!reading.ok) problems.push(...reading.problems);
    else if (reading.value !== undefined) input[field.name] = reading.value;
  }
  problems.push(...givenTwice(definition, input));
  const [first, ...others] = problems;
  return first === undefined
    ? { ok: true, input: withoutIdle(definition, input) }
    : { ok: false, problems: [first, ...others] };
}

function readField(field: Field, given: GivenValues): Reading {
  switch (field.kind) {
    case "text":
      return readText(field, given);
    case "integer":
    case "number":
      return readNumber(field, given);
    case "boolean":
      return readSwitch(field, given);
    case "choice":
      return readChoice(field, given);
    case "size":
      return readSize(field, given);
    case "image":
    case "video":
    case "audio":
    case "file":
      return readFile(field, given);
    case "images":
    case "videos":
    case "audios":
    case "files":
      return readFiles(field, given);
    case "list":
      return readList(field, given);
    case "json":
      return readJson(field, given);
  }
}

/** What an option of its own gave and the advanced one gives again: nobody could tell which of them was meant. */
function givenTwice({ fields }: ModelDefinition, input: ModelInput): InputProblem[] {
  return fields.flatMap((field) => {
    const value = field.path === "" ? input[field.name] : undefined;
    const names = typeof value === "string" ? Object.keys(JSON.parse(value)) : [];
    return names.flatMap((name): InputProblem[] => {
      const other = fields.find(({ path, name: own }) => input[own] !== undefined && path.split(".")[0] === name);
      return other === undefined ? [] : [{ kind: "given_twice", option: other.name, other: field.name }];
    });
  });
}

/** Without the values that mean nothing without another one: they are not sent, so they are not shown either. */
function withoutIdle(definition: ModelDefinition, input: ModelInput): ModelInput {
  const idle = definition.fields.filter(({ needs }) => needs !== undefined && input[needs] === undefined);
  const names = new Set(idle.map((field) => field.name));
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.has(name)));
}
