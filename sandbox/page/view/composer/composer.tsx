import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { commandEntries, optionName } from "../../command/command-entry.ts";
import { parseCommandText } from "../../command/command-text.ts";
import { fieldOf } from "../../command/draft.ts";
import { sendDraft } from "../../session/interactions.ts";
import { channelOf } from "../../world-names.ts";
import { channelLabel } from "../channel-label.ts";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { CommandLine } from "./command-line.tsx";
import { composerKeys } from "./composer-keys.ts";
import {
  ADDER,
  type ComposerState,
  EMPTY_COMPOSER,
  giveFile,
  pickValue,
  takeCommand,
  takeOption,
  takeTypedCommand,
  typeText,
} from "./composer-state.ts";
import { HeldFiles } from "./held-files.tsx";
import { fieldId, GrowingField } from "./option-field.tsx";
import { pickableFor, type Suggestion } from "./suggestion.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { useSuggestions } from "./use-suggestions.ts";

export const TEXT_ID = "composer-text";
export const ADDER_ID = fieldId("+");

/** Where messages and commands are written. A command is filled in option by option, with the keyboard alone if wanted. */
export function Composer(): JSX.Element {
  const { session, view, world, locale, texts } = useScene();
  const [state, setState] = useState<ComposerState>(EMPTY_COMPOSER);
  const box = useRef<HTMLDivElement>(null);
  const commands = view.commands[view.channel];
  const entries = useMemo(() => commandEntries(commands ?? [], locale), [commands, locale]);
  const suggestions = useSuggestions(state, entries);
  const dropping = useFileDrop((files) => setState((now) => files.reduce(giveFile, now)));
  const { draft, focus } = state;
  const option = draft === null ? null : (fieldOf(draft, focus)?.option ?? null);

  useLayoutEffect(() => {
    const id = draft === null ? TEXT_ID : focus === ADDER ? ADDER_ID : fieldId(focus);
    const coarse = draft === null && matchMedia("(pointer: coarse)").matches;
    // The first touch on a phone should open the channel, not the keyboard.
    if (!coarse) document.getElementById(id)?.focus();
  }, [draft === null, focus, view.channel]);

  useEffect(() => {
    if (view.returned === null) return;
    setState({ ...EMPTY_COMPOSER, draft: view.returned.draft, refusal: view.returned.reason });
    session.update({ returned: null });
  }, [view.returned, session]);

  const pick = (suggestion: Suggestion) =>
    setState((now) => {
      if (suggestion.kind === "command") return takeCommand(now, suggestion.entry);
      if (suggestion.kind === "option") return takeOption(now, suggestion.option);
      return option === null ? now : pickValue(now, option, { text: suggestion.label, value: suggestion.value });
    });

  const submit = async () => {
    const typed = draft === null ? parseCommandText(state.text, entries, locale) : null;
    const filled = typed === null ? state : takeCommand(state, typed.entry, typed.values);
    if (filled.draft !== null) {
      const sent = sendDraft(session, filled.draft, (each) => pickableFor(each, world), locale);
      if (sent.ok) return setState(EMPTY_COMPOSER);
      return setState({ ...filled, problems: sent.problems, shut: true, focus: [...sent.problems.keys()][0] ?? ADDER });
    }
    const text = state.text.trim();
    if (text === "" && state.held.length === 0) return;
    if (text.startsWith("/"))
      return setState({ ...state, refusal: commands === undefined ? texts.loading : texts.noCommands });
    setState(EMPTY_COMPOSER);
    const refusal = await session.write(text, state.held);
    if (refusal !== null)
      setState({ ...EMPTY_COMPOSER, text, held: state.held, refusal: refusal || texts.unreachable });
  };

  // Somebody may type faster than the commands come.
  useEffect(() => setState((now) => takeTypedCommand(now, entries, locale)), [entries, locale]);

  const onKeyDown = (event: KeyboardEvent) =>
    composerKeys(event, { state, setState, suggestions, pick, submit: () => void submit() });
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    setState((now) => files.reduce(giveFile, now));
  };

  const channel = channelOf(world, view.channel);
  return (
    <div class="composer" aria-busy={commands === undefined} onPaste={onPaste}>
      {suggestions !== null && (
        <SuggestionList
          suggestions={suggestions}
          option={option}
          heading={draft === null ? texts.commandList : texts.optionsOf(`/${draft.entry.name}`)}
          onPick={pick}
          onMark={(active) => setState((now) => ({ ...now, active }))}
        />
      )}
      <HeldFiles
        files={state.held}
        onRemove={(file) => setState({ ...state, held: state.held.filter((each) => each !== file) })}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside */}
      <div ref={box} class={`composer-box ${dropping ? "dropping" : ""}`} onKeyDown={onKeyDown}>
        <AttachButton onFile={(file) => setState((now) => giveFile(now, file))} />
        {draft === null ? (
          <GrowingText
            text={state.text}
            label={channel === undefined ? "" : texts.messagePlaceholder(channelLabel(channel))}
            listed={suggestions !== null && suggestions.list.length > 0}
            active={suggestions?.active ?? -1}
            onInput={(text) => setState((now) => takeTypedCommand(typeText(now, text), entries, locale))}
          />
        ) : (
          <CommandLine state={state} draft={draft} active={suggestions?.active ?? -1} setState={setState} />
        )}
        <button type="button" class="icon-button send" aria-label={texts.send} onClick={() => void submit()}>
          <Icon name="send" />
        </button>
        {dropping && <div class="drop-note">{texts.dropFiles}</div>}
      </div>
      <ProblemLine state={state} />
    </div>
  );
}

function ProblemLine({ state }: { state: ComposerState }): JSX.Element {
  const { texts, locale } = useScene();
  const first = state.problems.has(state.focus) ? state.focus : [...state.problems.keys()][0];
  const problem = first === undefined ? undefined : state.problems.get(first);
  const field = state.draft === null || first === undefined ? undefined : fieldOf(state.draft, first);
  const sentence =
    problem === undefined || field === undefined
      ? state.refusal
      : `${optionName(field.option, locale)}: ${texts.problem(problem)}`;
  return (
    <p class="composer-problem" role="alert">
      {sentence}
    </p>
  );
}

interface GrowingTextProps {
  text: string;
  label: string;
  listed: boolean;
  active: number;
  onInput: (text: string) => void;
}

/** The plain message field. Shift+Enter makes a new line in it. */
function GrowingText(props: GrowingTextProps): JSX.Element {
  return (
    <div class="composer-text">
      <GrowingField
        id={TEXT_ID}
        label={props.label}
        placeholder={props.label}
        text={props.text}
        listed={props.listed}
        active={props.active}
        keepLines={true}
        onFocus={() => {}}
        onInput={props.onInput}
      />
    </div>
  );
}

function AttachButton({ onFile }: { onFile: (file: File) => void }): JSX.Element {
  const { texts } = useScene();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon-button attach"
        aria-label={texts.attachFile}
        onClick={() => input.current?.click()}
      >
        <Icon name="plus" />
      </button>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
