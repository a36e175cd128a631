import { useEffect, useState } from "preact/hooks";
import type { CommandEntry } from "../../command/command-entry.ts";
import { autocompleteOptions, fieldOf, remainingOptions, takesFiles } from "../../command/draft.ts";
import { askChoices } from "../../session/interactions.ts";
import { useScene } from "../scene.ts";
import { ADDER, type ComposerState, offeredCommands } from "./composer-state.ts";
import { optionSuggestions, pickableFor, type Suggestion, valueSuggestions } from "./suggestion.ts";

export interface Suggestions {
  list: readonly Suggestion[];
  /** Which line Enter and Tab take; -1 for none. */
  active: number;
  /** asking: the application has not answered yet. none: it answered with nothing, or not at all. */
  state: "ready" | "asking" | "none";
}

/** What the list over the composer shows for this state. */
export function useSuggestions(state: ComposerState, entries: readonly CommandEntry[]): Suggestions | null {
  const { world, texts, locale } = useScene();
  const asked = useAutocomplete(state);
  const field = state.draft === null ? undefined : fieldOf(state.draft, state.focus);
  if (state.shut) return null;
  const commands = offeredCommands(state, entries);
  if (commands !== null) {
    if (entries.length === 0) return { list: [], active: -1, state: "none" };
    const fitting = state.held.length === 0 ? commands : commands.filter(takesFiles);
    return ready(
      fitting.map((entry) => ({ kind: "command", entry })),
      state.active ?? 0,
    );
  }
  if (state.draft === null) return null;
  if (field === undefined) {
    const list = optionSuggestions(remainingOptions(state.draft), state.adder, locale);
    return ready(list, state.active ?? (state.adder === "" ? -1 : 0));
  }
  if (asked !== null) return asked.list.length === 0 ? asked : ready(asked.list, state.active ?? asked.active);
  const picked = field.input.value !== undefined;
  return ready(valueSuggestions(field, world, texts, locale), state.active ?? (picked ? -1 : 0));
}

function ready(list: readonly Suggestion[], active: number): Suggestions {
  return { list, active: Math.min(active, list.length - 1), state: "ready" };
}

const TYPING_PAUSE_MS = 150;

/** Asks the application for choices a moment after the typing stops; null where the option has no autocomplete. */
function useAutocomplete(state: ComposerState): Suggestions | null {
  const { session, view, world, locale } = useScene();
  const [answer, setAnswer] = useState<{ key: string; list: readonly Suggestion[] } | null>(null);
  const { draft, focus } = state;
  const field = draft === null || focus === ADDER ? undefined : fieldOf(draft, focus);
  const wanted = field !== undefined && "autocomplete" in field.option && field.option.autocomplete === true;
  const picked = field?.input.value !== undefined;
  const key = wanted && !picked ? `${draft?.entry.canonicalName} ${focus} ${field.input.text}` : null;
  useEffect(() => {
    if (key === null || draft === null || field === undefined) return;
    let stale = false;
    const ask = async () => {
      const options = autocompleteOptions(draft, field.option, (option) => pickableFor(option, world), locale);
      const { user, channel } = view;
      const request = { kind: "autocomplete", user, channel, command: draft.entry.command.id, options } as const;
      const choices = (await askChoices(session, request)) ?? [];
      if (stale) return;
      setAnswer({ key, list: choices.map(({ name, value }) => ({ kind: "value", label: name, value })) });
    };
    const cancel = session.clock.after(TYPING_PAUSE_MS, () => void ask());
    return () => {
      stale = true;
      cancel();
    };
  }, [key]);
  if (!wanted) return null;
  if (picked) return { list: [], active: -1, state: "ready" };
  // The last answer stays while the next one is fetched, so that the list does not flicker.
  const current = answer?.key === key;
  if (answer === null) return { list: [], active: -1, state: "asking" };
  // Nobody who types on and presses Enter means an answer to less than that.
  return {
    list: answer.list,
    active: current ? 0 : -1,
    state: answer.list.length > 0 ? "ready" : current ? "none" : "asking",
  };
}
