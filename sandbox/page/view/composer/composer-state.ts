import { type CommandEntry, filterEntries, type Option } from "../../command/command-entry.ts";
import { commandPrefix, parseCommandText } from "../../command/command-text.ts";
import { type Draft, fieldOf, placeFile, startDraft, withField, withoutField } from "../../command/draft.ts";
import type { OptionInput, OptionProblem } from "../../command/option-value.ts";

/** Stands for the place after the last option, where another one can be taken up. */
export const ADDER = "";

/** What is in the composer: plain text, or a command being filled in. */
export interface ComposerState {
  text: string;
  draft: Draft | null;
  /** Name of the option that has the keyboard, or ADDER. */
  focus: string;
  adder: string;
  /** Which suggestion is marked; -1 for none. null: whatever is sensible. */
  active: number | null;
  /** The list of suggestions was closed with Escape. */
  shut: boolean;
  problems: ReadonlyMap<string, OptionProblem>;
  /** A sentence about the whole: a refusal, an unknown command. */
  refusal: string | null;
  /** Files that wait for a command that takes them. */
  held: readonly File[];
}

export const EMPTY_COMPOSER: ComposerState = {
  text: "",
  draft: null,
  focus: ADDER,
  adder: "",
  active: null,
  shut: false,
  problems: new Map(),
  refusal: null,
  held: [],
};

/** After anything was typed or picked, the list opens again with its first line marked. */
const FRESH = { active: null, shut: false, refusal: null } as const;

/** A command was chosen: on to its first option that wants something. */
export function takeCommand(
  state: ComposerState,
  entry: CommandEntry,
  values: ReadonlyMap<string, string> = new Map(),
): ComposerState {
  const draft = startDraft(entry, values, state.held);
  // Whoever typed a line goes on typing where it ended.
  const typedLast = [...values.keys()].at(-1);
  return { ...EMPTY_COMPOSER, draft, focus: typedLast ?? nextFocus(draft) };
}

export function typeText(state: ComposerState, text: string): ComposerState {
  return { ...state, ...FRESH, text };
}

/** A command's whole name with a space after it, or a pasted line, becomes a command to fill in. */
export function takeTypedCommand(
  state: ComposerState,
  entries: readonly CommandEntry[],
  locale: string,
): ComposerState {
  if (state.draft !== null || !/\s/.test(state.text)) return state;
  const typed = parseCommandText(state.text, entries, locale);
  const whole = typed !== null && (typed.values.size > 0 || /\s$/.test(state.text));
  return whole ? takeCommand(state, typed.entry, typed.values) : state;
}

/** The first required option that is still empty, or the place for another one. */
export function nextFocus(draft: Draft): string {
  const empty = draft.fields.find(
    (field) =>
      field.option.required === true &&
      field.input.text === "" &&
      field.input.value === undefined &&
      field.input.file === undefined,
  );
  return empty?.option.name ?? ADDER;
}

export function setInput(state: ComposerState, option: Option, input: OptionInput): ComposerState {
  if (state.draft === null) return state;
  return {
    ...state,
    ...FRESH,
    draft: withField(state.draft, option, input),
    problems: without(state.problems, option),
  };
}

/** A value was picked from a list: it is complete, so the keyboard goes on. */
export function pickValue(state: ComposerState, option: Option, input: OptionInput): ComposerState {
  const next = setInput(state, option, input);
  return next.draft === null ? next : { ...next, focus: nextFocus(next.draft) };
}

/** Takes up another option, or goes to it if it already stands there. `before` is what stays in the field just left. */
export function takeOption(state: ComposerState, option: Option, before?: string): ComposerState {
  if (state.draft === null) return state;
  const left = before === undefined ? undefined : fieldOf(state.draft, state.focus);
  const trimmed = left === undefined ? state.draft : withField(state.draft, left.option, { text: before ?? "" });
  const draft = fieldOf(trimmed, option.name) === undefined ? withField(trimmed, option) : trimmed;
  return { ...state, ...FRESH, draft, adder: "", focus: option.name };
}

export function dropOption(state: ComposerState, name: string): ComposerState {
  if (state.draft === null) return state;
  const index = state.draft.fields.findIndex((field) => field.option.name === name);
  const draft = withoutField(state.draft, name);
  const problems = new Map([...state.problems].filter(([key]) => key !== name));
  return { ...state, ...FRESH, draft, problems, focus: state.draft.fields[index - 1]?.option.name ?? ADDER };
}

/** Back to plain text; the typed slash and name stay when `keep` is true. */
export function leaveCommand(state: ComposerState, keep: boolean): ComposerState {
  return { ...EMPTY_COMPOSER, text: keep && state.draft !== null ? `/${state.draft.entry.name}` : "" };
}

/** A dropped or pasted file goes into the command, or waits for one. */
export function giveFile(state: ComposerState, file: File): ComposerState {
  const placed = state.draft === null ? null : placeFile(state.draft, file);
  if (placed !== null)
    return { ...state, ...FRESH, draft: placed.draft, problems: without(state.problems, placed.option) };
  if (state.draft !== null) return state;
  return { ...state, ...FRESH, held: [...state.held, file] };
}

/** The commands that the typed text can become; null while no command is being typed. */
export function offeredCommands(state: ComposerState, entries: readonly CommandEntry[]): CommandEntry[] | null {
  const prefix = state.draft === null ? commandPrefix(state.text) : null;
  return prefix === null ? null : filterEntries(entries, prefix.trimEnd());
}

function without(problems: ReadonlyMap<string, OptionProblem>, option: Option): ReadonlyMap<string, OptionProblem> {
  return problems.has(option.name) ? new Map([...problems].filter(([name]) => name !== option.name)) : problems;
}
