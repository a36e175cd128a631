import type { OptionValue } from "../../discord/person-api.ts";
import { OptionKind } from "../protocol.ts";
import { type CommandEntry, nestOptions, type Option, optionName } from "./command-entry.ts";
import { type OptionInput, type OptionProblem, type Pickable, readOption } from "./option-value.ts";

export interface DraftField {
  option: Option;
  input: OptionInput;
}

/** A command while it is being filled in: the options shown so far, in the order they were taken up. */
export interface Draft {
  entry: CommandEntry;
  fields: readonly DraftField[];
}

const EMPTY: OptionInput = { text: "" };

/** Required options stand there from the start; `values` come from a line that was typed or pasted whole. */
export function startDraft(
  entry: CommandEntry,
  values: ReadonlyMap<string, string> = new Map(),
  files: readonly File[] = [],
): Draft {
  const shown = entry.options.filter((option) => option.required === true || values.has(option.name));
  const fields = shown.map((option) => ({ option, input: { text: values.get(option.name) ?? "" } }));
  return files.reduce<Draft>((draft, file) => placeFile(draft, file)?.draft ?? draft, { entry, fields });
}

export function fieldOf(draft: Draft, name: string): DraftField | undefined {
  return draft.fields.find((field) => field.option.name === name);
}

/** Options that are not shown yet. */
export function remainingOptions(draft: Draft): Option[] {
  return draft.entry.options.filter((option) => fieldOf(draft, option.name) === undefined);
}

export function withField(draft: Draft, option: Option, input: OptionInput = EMPTY): Draft {
  const index = draft.fields.findIndex((field) => field.option.name === option.name);
  const field = { option, input };
  return { ...draft, fields: index < 0 ? [...draft.fields, field] : draft.fields.with(index, field) };
}

/** A required option cannot go; it is emptied instead. */
export function withoutField(draft: Draft, name: string): Draft {
  const field = fieldOf(draft, name);
  if (field?.option.required === true) return withField(draft, field.option);
  return { ...draft, fields: draft.fields.filter((each) => each.option.name !== name) };
}

/** Puts a dropped or pasted file into the first attachment option that is still empty; null when there is none. */
export function placeFile(draft: Draft, file: File): { draft: Draft; option: Option } | null {
  const option = draft.entry.options.find(
    (each) => each.type === OptionKind.attachment && fieldOf(draft, each.name)?.input.file === undefined,
  );
  return option === undefined ? null : { draft: withField(draft, option, { text: "", file }), option };
}

export function takesFiles(entry: CommandEntry): boolean {
  return entry.options.some((option) => option.type === OptionKind.attachment);
}

export interface TypedName {
  option: Option;
  /** The field's text without the name that was typed at its end. */
  before: string;
}

/**
 * The option whose name, colon included, was just typed at the end of another field: "a lighthouse seed:".
 * A field's own name counts only at its very beginning, as when somebody types `/flux prompt:…` letter by letter.
 */
export function typedOptionName(draft: Draft, inside: Option | null, text: string, locale: string): TypedName | null {
  const match = /(^|\s)([^\s:：]{1,32})[:：]$/u.exec(text);
  const typed = match?.[2]?.toLowerCase();
  if (match === null || typed === undefined) return null;
  const option = draft.entry.options.find((each) => typed === each.name || typed === optionName(each, locale));
  if (option === undefined) return null;
  const before = text.slice(0, match.index);
  const taken = (fieldOf(draft, option.name)?.input.text ?? "") !== "";
  if (option === inside ? before !== "" : taken) return null;
  return { option, before };
}

export type ReadDraft =
  | { ok: true; options: OptionValue[]; files: Map<string, File> }
  | { ok: false; problems: Map<string, OptionProblem> };

/** Whom or what a user, role, channel or mentionable option may name. */
export type PickableOf = (option: Option) => readonly Pickable[];

/** What is sent, or what stands in the way, by option name. */
export function readDraft(draft: Draft, pickable: PickableOf, locale: string): ReadDraft {
  const problems = new Map<string, OptionProblem>();
  const files = new Map<string, File>();
  const values: OptionValue[] = [];
  for (const { option, input } of draft.fields) {
    const read = readOption(option, input, pickable(option), locale);
    if (!read.ok) problems.set(option.name, read.problem);
    else if (option.type === OptionKind.attachment && input.file !== undefined) {
      files.set(option.name, input.file);
      values.push({ name: option.name, type: option.type, value: option.name });
    } else if (read.value !== undefined) values.push({ name: option.name, type: option.type, value: read.value });
  }
  return problems.size > 0 ? { ok: false, problems } : { ok: true, options: nestOptions(draft.entry, values), files };
}

/** The half-filled command as Discord sends it for autocomplete: what cannot be read is left out, the typed text stays. */
export function autocompleteOptions(
  draft: Draft,
  focused: Option,
  pickable: PickableOf,
  locale: string,
): OptionValue[] {
  const values = draft.fields.flatMap(({ option, input }): OptionValue[] => {
    const { name, type } = option;
    if (option === focused) return [{ name, type, value: input.text, focused: true }];
    const read = readOption(option, input, pickable(option), locale);
    if (option.type === OptionKind.attachment || !read.ok || read.value === undefined) return [];
    return [{ name, type, value: read.value }];
  });
  return nestOptions(draft.entry, values);
}
