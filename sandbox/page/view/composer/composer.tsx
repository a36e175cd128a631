import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { optionName } from "../../command/command-entry.ts";
import { fieldOf } from "../../command/draft.ts";
import { channelOf } from "../../world-names.ts";
import { channelLabel } from "../channel-label.ts";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { CommandLine } from "./command-line.tsx";
import { composerKeys } from "./composer-keys.ts";
import {
  type ComposerState,
  giveFile,
  pickValue,
  takeCommand,
  takeOption,
  takeTypedCommand,
  typeText,
} from "./composer-state.ts";
import { TEXT_ID } from "./field-id.ts";
import { HeldFiles } from "./held-files.tsx";
import { GrowingField } from "./option-field.tsx";
import type { Suggestion } from "./suggestion.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useComposer } from "./use-composer.ts";
import { useFileDrop } from "./use-file-drop.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** Where messages and commands are written. A command is filled in option by option, with the keyboard alone if wanted. */
export function Composer(): JSX.Element {
  const { view, texts, locale } = useScene();
  const { state, setState, entries, submit } = useComposer();
  const suggestions = useSuggestions(state, entries);
  const dropping = useFileDrop((files) => setState((now) => files.reduce(giveFile, now)));
  const { draft } = state;
  const option = draft === null ? null : (fieldOf(draft, state.focus)?.option ?? null);
  const active = suggestions?.active ?? -1;
  const pick = (suggestion: Suggestion) => setState((now) => take(now, suggestion));
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    setState((now) => files.reduce(giveFile, now));
  };
  return (
    <div class="composer" aria-busy={view.commands[view.channel] === undefined} onPaste={onPaste}>
      {suggestions !== null && (
        <SuggestionList
          suggestions={suggestions}
          option={option}
          heading={draft === null ? texts.commandList : texts.optionsOf(`/${draft.entry.name}`)}
          onPick={pick}
          onMark={(marked) => setState((now) => ({ ...now, active: marked }))}
        />
      )}
      <HeldFiles
        files={state.held}
        onRemove={(file) => setState({ ...state, held: state.held.filter((each) => each !== file) })}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside */}
      <div
        class={`composer-box ${dropping ? "dropping" : ""}`}
        onKeyDown={(event) => composerKeys(event, { state, setState, suggestions, pick, submit })}
      >
        <AttachButton onFile={(file) => setState((now) => giveFile(now, file))} />
        {draft === null ? (
          <MessageField
            text={state.text}
            listed={suggestions !== null && suggestions.list.length > 0}
            active={active}
            onInput={(text) => setState((now) => takeTypedCommand(typeText(now, text), entries, locale))}
          />
        ) : (
          <CommandLine state={state} draft={draft} active={active} setState={setState} />
        )}
        <button type="button" class="icon-button send" aria-label={texts.send} onClick={submit}>
          <Icon name="send" />
        </button>
        {dropping && <div class="drop-note">{texts.dropFiles}</div>}
      </div>
      <ProblemLine state={state} />
    </div>
  );
}

function take(state: ComposerState, suggestion: Suggestion): ComposerState {
  if (suggestion.kind === "command") return takeCommand(state, suggestion.entry);
  if (suggestion.kind === "option") return takeOption(state, suggestion.option);
  const option = state.draft === null ? undefined : fieldOf(state.draft, state.focus)?.option;
  if (option === undefined) return state;
  return pickValue(state, option, { text: suggestion.label, value: suggestion.value });
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

interface MessageFieldProps {
  text: string;
  listed: boolean;
  active: number;
  onInput: (text: string) => void;
}

/** The plain message field. Shift+Enter makes a new line in it. */
function MessageField(props: MessageFieldProps): JSX.Element {
  const { world, view, texts } = useScene();
  const channel = channelOf(world, view.channel);
  const label = channel === undefined ? "" : texts.messagePlaceholder(channelLabel(channel));
  return (
    <div class="composer-text">
      <GrowingField
        id={TEXT_ID}
        label={label}
        placeholder={label}
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
