import type { Dispatch, StateUpdater } from "preact/hooks";
import { ADDER, type ComposerState, dropOption, leaveCommand } from "./composer-state.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Suggestions } from "./use-suggestions.ts";

export interface ComposerActions {
  state: ComposerState;
  setState: Dispatch<StateUpdater<ComposerState>>;
  suggestions: Suggestions | null;
  pick: (suggestion: Suggestion) => void;
  submit: () => void;
}

/** What the keyboard does in the composer. */
export function composerKeys(event: KeyboardEvent, actions: ComposerActions): void {
  // While an input method composes, its keys are its own.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof HTMLTextAreaElement) && !isFileButton(event.target)) return;
  if (handle(event, actions)) event.preventDefault();
}

function isFileButton(target: EventTarget | null): target is HTMLButtonElement {
  return target instanceof HTMLButtonElement && target.classList.contains("option-file");
}

/** Whether the key was used up. */
function handle(event: KeyboardEvent, actions: ComposerActions): boolean {
  const { state, setState, suggestions, pick, submit } = actions;
  const marked = suggestions?.list[suggestions.active];
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      return mark(event.key === "ArrowDown" ? 1 : -1, actions);
    case "Tab":
      if (event.shiftKey || marked === undefined) return false;
      pick(marked);
      return true;
    case "Enter":
      if (event.shiftKey && state.draft === null) return false;
      // An empty file field opens the picker, as a button does.
      if (isFileButton(event.target) && !hasFile(state)) return false;
      if (marked !== undefined && !stands(marked, state)) pick(marked);
      else submit();
      return true;
    case "Escape":
      if (suggestions !== null && suggestions.list.length > 0) setState({ ...state, shut: true });
      else if (state.draft !== null || state.held.length > 0) setState(leaveCommand(state, false));
      else return false;
      return true;
    case "Backspace":
      return eraseBack(event, actions);
    case "ArrowLeft":
      return atStart(event.target) && move(-1, actions);
    case "ArrowRight":
      return atEnd(event.target) && move(1, actions);
    default:
      return false;
  }
}

function mark(step: number, { setState, suggestions }: ComposerActions): boolean {
  if (suggestions === null || suggestions.list.length === 0) return false;
  const { length } = suggestions.list;
  const next = suggestions.active < 0 ? (step > 0 ? 0 : length - 1) : (suggestions.active + step + length) % length;
  setState((now) => ({ ...now, active: next }));
  return true;
}

/** Whether what is marked is what is typed already: to take it would change nothing. */
function stands(marked: Suggestion, state: ComposerState): boolean {
  const field = state.draft?.fields.find((each) => each.option.name === state.focus);
  return marked.kind === "value" && field?.input.text === marked.value;
}

function hasFile(state: ComposerState): boolean {
  return (
    state.draft?.fields.some((field) => field.option.name === state.focus && field.input.file !== undefined) === true
  );
}

/** Backspace in an empty option takes the option away; in the first one, the command. */
function eraseBack(event: KeyboardEvent, { state, setState }: ComposerActions): boolean {
  if (state.draft === null || !(event.target instanceof HTMLTextAreaElement) || event.target.value !== "") return false;
  const { fields } = state.draft;
  const index = fields.findIndex((field) => field.option.name === state.focus);
  const field = fields[index];
  if (state.focus === ADDER && fields.length > 0) {
    setState({ ...state, focus: fields.at(-1)?.option.name ?? ADDER, active: null });
    return true;
  }
  if (field !== undefined && (index > 0 || field.option.required !== true)) {
    setState(
      field.option.required === true
        ? { ...state, focus: fields[index - 1]?.option.name ?? ADDER }
        : dropOption(state, field.option.name),
    );
    return true;
  }
  setState(leaveCommand(state, true));
  return true;
}

function atStart(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement ? target.selectionStart === 0 && target.selectionEnd === 0 : true;
}

function atEnd(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement ? target.selectionStart === target.value.length : true;
}

/** To the option beside this one. */
function move(step: number, { state, setState }: ComposerActions): boolean {
  if (state.draft === null) return false;
  const names = [...state.draft.fields.map((field) => field.option.name), ADDER];
  const next = names[names.indexOf(state.focus) + step];
  if (next === undefined) return false;
  setState({ ...state, focus: next, active: null, shut: false });
  return true;
}
