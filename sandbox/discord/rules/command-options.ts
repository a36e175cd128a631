import { OPTION } from "../wire.ts";
import { readWords } from "./command-names.ts";
import { asText, characters, type Form } from "./form.ts";

const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const NESTED: readonly number[] = [OPTION.subcommand, OPTION.subcommandGroup];
const PLAIN: readonly number[] = Object.values(OPTION).filter((type) => !NESTED.includes(type));
const NUMERIC: readonly number[] = [OPTION.integer, OPTION.number];
const LARGEST = 2 ** 53;

/** Reads the options of a command, a group or a subcommand; returns the characters that count towards its size. */
export function readOptions(holder: Form, inside: "command" | "group" | "subcommand" = "command"): number {
  const allowed = { command: [...NESTED, ...PLAIN], group: [OPTION.subcommand], subcommand: PLAIN }[inside];
  const options = holder.forms("options", { max: MAX_OPTIONS });
  const names = new Set<string>();
  let optional = false;
  let size = 0;
  const nested = options.filter((option) => NESTED.includes(Number(option.raw("type")))).length;
  if (nested > 0 && nested < options.length) {
    const text = "Sub-command and sub-command group option types are mutually exclusive to all other types";
    holder.at("options").refuse("options-mixed", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text);
  }
  for (const option of options) {
    size += readOption(option, allowed);
    const name = option.raw("name");
    if (typeof name === "string") {
      if (names.has(name)) {
        const text = `Option name ${name} is already used in these options`;
        option.at("name").refuse("option-name-twice", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", text);
      }
      names.add(name);
    }
    if (NESTED.includes(Number(option.raw("type")))) continue;
    if (option.raw("required") !== true) optional = true;
    else if (optional) {
      const text = "Required options must be placed before non-required options";
      option.findings.refuse("required-after-optional", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text);
    }
  }
  return size;
}

function readOption(option: Form, allowed: readonly number[]): number {
  let size = readWords(option, "name", { max: 32, named: true, required: true });
  size += readWords(option, "description", { max: 100, required: true });
  option.boolean("required");
  const type = option.raw("type");
  if (typeof type !== "number" || !allowed.includes(type)) {
    const text = `Value of field "type" must be one of (${allowed.join(", ")}).`;
    option.findings.refuse("option-type", "UNION_TYPE_CHOICES", text);
    return size;
  }
  if (NESTED.includes(type)) return size + readOptions(option, type === OPTION.subcommand ? "subcommand" : "group");
  if (type === OPTION.channel) option.list("channel_types", { max: MAX_OPTIONS });
  refuseForeign(option, type);
  readFileTypes(option);
  readBounds(option, type);
  return size + readChoices(option, type);
}

/** Keys that only some types take: elsewhere Discord ignores them, and what was meant does not happen. */
function refuseForeign(option: Form, type: number): void {
  const homes: Record<string, readonly number[]> = {
    choices: [OPTION.string, ...NUMERIC],
    autocomplete: [OPTION.string, ...NUMERIC],
    min_value: NUMERIC,
    max_value: NUMERIC,
    min_length: [OPTION.string],
    max_length: [OPTION.string],
    channel_types: [OPTION.channel],
    file_types: [OPTION.attachment],
    options: [],
  };
  for (const [key, types] of Object.entries(homes)) {
    const value = option.raw(key);
    const said = option.has(key) && value !== false && !(Array.isArray(value) && value.length === 0);
    if (said && !types.includes(type))
      option.at(key).advise("option-field-foreign", `An option of type ${type} has no ${key}.`);
  }
}

/** `image`, `video`, `audio` or an extension with its dot, up to ten (since 2026-08-05). */
export function readFileTypes(form: Form): void {
  (form.list("file_types", { max: 10 }) ?? []).forEach((type, index) => {
    if (typeof type === "string" && /^(image|video|audio|\.[A-Za-z0-9]+)$/.test(type)) return;
    form
      .at("file_types", index)
      .refuse("file-type", "BASE_TYPE_CHOICES", "Value must be image, video, audio or an extension.");
  });
}

function readBounds(option: Form, type: number): void {
  if (type === OPTION.string) {
    const min = option.integer("min_length", { min: 0, max: 6000 });
    const max = option.integer("max_length", { min: 1, max: 6000 });
    ordered(option, "min_length", min, max);
  } else if (NUMERIC.includes(type)) {
    const read = (key: string) => {
      if (type === OPTION.integer) return option.integer(key, { min: -LARGEST, max: LARGEST });
      return option.number(key);
    };
    ordered(option, "min_value", read("min_value"), read("max_value"));
  }
}

function ordered(option: Form, key: string, min: number | undefined, max: number | undefined): void {
  if (min === undefined || max === undefined || min <= max) return;
  option.at(key).refuse("min-over-max", "NUMBER_TYPE_MAX", `int value should be less than or equal to ${max}.`);
}

function readChoices(option: Form, type: number): number {
  if (!option.has("choices")) {
    option.boolean("autocomplete");
    return 0;
  }
  const choices = option.forms("choices", { max: MAX_CHOICES });
  if (option.boolean("autocomplete") && choices.length > 0) {
    const text = "Autocomplete cannot be set together with choices";
    option
      .at("autocomplete")
      .refuse("autocomplete-and-choices", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", text);
  }
  return readChoiceList(choices, type);
}

/** Choices of an option or of an autocomplete answer; returns the characters of names and values. */
export function readChoiceList(choices: readonly Form[], type: number | undefined): number {
  const names = new Set<string>();
  const values = new Set<unknown>();
  let size = 0;
  for (const choice of choices) {
    size += readWords(choice, "name", { max: 100, required: true });
    const name = choice.raw("name");
    if (typeof name === "string" && names.has(name)) {
      const text = `Choice name ${name} is already used`;
      choice.at("name").refuse("choice-name-twice", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", text);
    }
    if (typeof name === "string") names.add(name);
    const value = readChoiceValue(choice, type);
    size += characters(asText(value ?? ""));
    if (value !== undefined && values.has(value))
      choice.at("value").advise("choice-value-twice", "Two choices mean the same.");
    values.add(value);
  }
  return size;
}

function readChoiceValue(choice: Form, type: number | undefined): string | number | undefined {
  if (type === OPTION.string) return choice.text("value", { max: 100, required: true });
  if (type === OPTION.integer) return choice.integer("value", { min: -LARGEST, max: LARGEST, required: true });
  if (type === OPTION.number) return choice.number("value", { required: true });
  return typeof choice.raw("value") === "number"
    ? choice.number("value")
    : choice.text("value", { max: 100, required: true });
}
