import { type Dispatch, type StateUpdater, useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { type CommandEntry, commandEntries } from "../../command/command-entry.ts";
import { parseCommandText } from "../../command/command-text.ts";
import { sendDraft } from "../../session/interactions.ts";
import { useScene } from "../scene.ts";
import { ADDER, type ComposerState, EMPTY_COMPOSER, takeCommand, takeTypedCommand } from "./composer-state.ts";
import { ADDER_ID, fieldId, TEXT_ID } from "./field-id.ts";
import { pickableFor } from "./suggestion.ts";

export interface ComposerHold {
  state: ComposerState;
  setState: Dispatch<StateUpdater<ComposerState>>;
  entries: readonly CommandEntry[];
  submit: () => void;
}

/** Holds what is in the composer, sends the keyboard to where it belongs, and sends off what is written. */
export function useComposer(): ComposerHold {
  const { session, view, locale } = useScene();
  const [state, setState] = useState<ComposerState>(EMPTY_COMPOSER);
  const commands = view.commands[view.channel];
  const entries = useMemo(() => commandEntries(commands ?? [], locale), [commands, locale]);
  const submit = useSubmit(state, setState, entries);
  const { draft, focus } = state;
  useLayoutEffect(() => {
    const id = draft === null ? TEXT_ID : focus === ADDER ? ADDER_ID : fieldId(focus);
    const coarse = draft === null && matchMedia("(pointer: coarse)").matches;
    // The first touch on a phone should open the channel, not the keyboard.
    if (!coarse) document.getElementById(id)?.focus();
  }, [draft === null, focus, view.channel]);
  // Somebody may type faster than the commands come.
  useEffect(() => setState((now) => takeTypedCommand(now, entries, locale)), [entries, locale]);
  useEffect(() => {
    if (view.returned === null) return;
    setState({ ...EMPTY_COMPOSER, draft: view.returned.draft, refusal: view.returned.reason });
    session.update({ returned: null });
  }, [view.returned, session]);
  return { state, setState, entries, submit };
}

function useSubmit(
  state: ComposerState,
  setState: Dispatch<StateUpdater<ComposerState>>,
  entries: readonly CommandEntry[],
): () => void {
  const { session, view, world, locale, texts } = useScene();
  const sendCommand = (filled: ComposerState) => {
    if (filled.draft === null) return;
    const sent = sendDraft(session, filled.draft, (option) => pickableFor(option, world), locale);
    if (sent.ok) return setState(EMPTY_COMPOSER);
    const focus = [...sent.problems.keys()][0] ?? ADDER;
    setState({ ...filled, problems: sent.problems, shut: true, focus });
  };
  const write = async (text: string) => {
    setState(EMPTY_COMPOSER);
    const refusal = await session.write(text, state.held);
    if (refusal === null) return;
    setState({ ...EMPTY_COMPOSER, text, held: state.held, refusal: refusal || texts.unreachable });
  };
  return () => {
    if (state.draft !== null) return sendCommand(state);
    const typed = parseCommandText(state.text, entries, locale);
    if (typed !== null) return sendCommand(takeCommand(state, typed.entry, typed.values));
    const text = state.text.trim();
    if (text === "" && state.held.length === 0) return;
    if (!text.startsWith("/")) return void write(text);
    const loading = view.commands[view.channel] === undefined;
    setState({ ...state, refusal: loading ? texts.loading : texts.noCommands });
  };
}
