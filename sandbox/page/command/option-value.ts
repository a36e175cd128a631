import { OptionKind } from "../protocol.ts";
import { type Option, translated } from "./command-entry.ts";

/** Why an option's value cannot be sent. The page's texts turn it into a sentence. */
export type OptionProblem =
  | { kind: "missing" }
  | { kind: "not_integer" | "not_number" | "not_boolean" | "not_listed" | "not_found" }
  | { kind: "too_small"; least: number }
  | { kind: "too_big"; most: number }
  | { kind: "too_short"; least: number; length: number }
  | { kind: "too_long"; most: number; length: number }
  | { kind: "wrong_file_type"; wanted: string };

export type ReadOption =
  | { ok: true; value: string | number | boolean | undefined }
  | { ok: false; problem: OptionProblem };

/** What is in an option's field. `value` is set when something was picked from a list rather than typed. */
export interface OptionInput {
  text: string;
  value?: string | number | boolean;
  file?: File;
}

/** Someone or something that a user, channel, role or mentionable option can name. */
export interface Pickable {
  id: string;
  name: string;
}

/** Discord's client takes a string option of at most this many characters. */
const LONGEST_STRING = 6000;

/** Integers and numbers beyond ±2^53 cannot be told apart in JSON; Discord's clients refuse them. */
const LARGEST_NUMBER = Number.MAX_SAFE_INTEGER;

/** Reads a field's value as its option's type demands; an empty optional field reads as undefined. */
export function readOption(
  option: Option,
  input: OptionInput | undefined,
  pickable: readonly Pickable[],
  locale: string,
): ReadOption {
  if (option.type === OptionKind.attachment) return readFile(option, input);
  const text = input?.text.trim() ?? "";
  if (text === "" && input?.value === undefined)
    return option.required === true ? problem({ kind: "missing" }) : { ok: true, value: undefined };
  if (input?.value !== undefined) return { ok: true, value: input.value };
  switch (option.type) {
    case OptionKind.string:
      return option.choices === undefined ? readString(option, text) : readChoice(option.choices, text, locale);
    case OptionKind.integer:
    case OptionKind.number:
      return option.choices === undefined ? readNumber(option, text) : readChoice(option.choices, text, locale);
    case OptionKind.boolean:
      return readBoolean(text);
    default:
      return readPick(text, pickable);
  }
}

function problem(found: OptionProblem): ReadOption {
  return { ok: false, problem: found };
}

function readString(option: { min_length?: number; max_length?: number }, text: string): ReadOption {
  const length = text.length;
  if (option.min_length !== undefined && length < option.min_length)
    return problem({ kind: "too_short", least: option.min_length, length });
  const most = option.max_length ?? LONGEST_STRING;
  return length > most ? problem({ kind: "too_long", most, length }) : { ok: true, value: text };
}

function readNumber(option: { type: number; min_value?: number; max_value?: number }, text: string): ReadOption {
  const integer = option.type === OptionKind.integer;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) return problem({ kind: integer ? "not_integer" : "not_number" });
  if (integer && !Number.isInteger(value)) return problem({ kind: "not_integer" });
  const least = option.min_value ?? -LARGEST_NUMBER;
  const most = option.max_value ?? LARGEST_NUMBER;
  if (value < least) return problem({ kind: "too_small", least });
  return value > most ? problem({ kind: "too_big", most }) : { ok: true, value };
}

interface Choice {
  name: string;
  name_localizations?: Partial<Record<string, string | null>> | null;
  value: string | number;
}

function readChoice(choices: readonly Choice[], text: string, locale: string): ReadOption {
  const wanted = text.toLowerCase();
  const names = (choice: Choice) => [
    choice.name,
    translated(choice.name, choice.name_localizations, locale),
    `${choice.value}`,
  ];
  const choice = choices.find((candidate) => names(candidate).some((name) => name.toLowerCase() === wanted));
  return choice === undefined ? problem({ kind: "not_listed" }) : { ok: true, value: choice.value };
}

const YES = ["true", "yes", "是", "真"];
const NO = ["false", "no", "否", "假"];

function readBoolean(text: string): ReadOption {
  const lower = text.toLowerCase();
  if (YES.includes(lower)) return { ok: true, value: true };
  return NO.includes(lower) ? { ok: true, value: false } : problem({ kind: "not_boolean" });
}

function readPick(text: string, pickable: readonly Pickable[]): ReadOption {
  const id = /^<(?:@!?|@&|#)(\d+)>$/.exec(text)?.[1] ?? text;
  const name = text.replace(/^[@#]/, "").toLowerCase();
  const found = pickable.find((one) => one.id === id) ?? pickable.find((one) => one.name.toLowerCase() === name);
  return found === undefined ? problem({ kind: "not_found" }) : { ok: true, value: found.id };
}

function readFile(option: Option & { file_types?: readonly string[] }, input: OptionInput | undefined): ReadOption {
  const file = input?.file;
  if (file === undefined)
    return option.required === true ? problem({ kind: "missing" }) : { ok: true, value: undefined };
  const wanted = option.file_types ?? [];
  return wanted.length === 0 || wanted.some((type) => fitsFileType(file, type))
    ? { ok: true, value: file.name }
    : problem({ kind: "wrong_file_type", wanted: wanted.join(", ") });
}

/** `type` is as in Discord's `file_types`: "image", "video", "audio" or an extension like ".png". */
export function fitsFileType(file: { name: string; type: string }, type: string): boolean {
  return type.startsWith(".") ? file.name.toLowerCase().endsWith(type.toLowerCase()) : file.type.startsWith(`${type}/`);
}
