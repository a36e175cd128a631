import type { JSX } from "preact";
import type { Dispatch, StateUpdater } from "preact/hooks";
import type { Option } from "../../command/command-entry.ts";
import { type Draft, remainingOptions, typedOptionName } from "../../command/draft.ts";
import { useScene } from "../scene.ts";
import { ADDER, type ComposerState, dropOption, leaveCommand, setInput, takeOption } from "./composer-state.ts";
import { ADDER_ID } from "./field-id.ts";
import { GrowingField, OptionField } from "./option-field.tsx";

interface CommandLineProps {
  state: ComposerState;
  draft: Draft;
  active: number;
  setState: Dispatch<StateUpdater<ComposerState>>;
}

/** The command being written: its name, its options so far, and the place to take up another. */
export function CommandLine({ state, draft, active, setState }: CommandLineProps): JSX.Element {
  const { texts, locale } = useScene();
  const remaining = remainingOptions(draft).length;
  const type = (inside: Option | null, text: string) =>
    setState((now) => {
      const named = now.draft === null ? null : typedOptionName(now.draft, inside, text, locale);
      if (named !== null && named.option !== inside)
        return takeOption(now, named.option, inside === null ? undefined : named.before);
      if (inside === null) return { ...now, adder: text, active: null, shut: false };
      return setInput(now, inside, { text: named === null ? text : "" });
    });
  const focusOn = (focus: string) =>
    setState((now) => (now.focus === focus ? now : { ...now, focus, active: null, shut: false }));
  return (
    <fieldset class="command-line" aria-label={texts.optionsOf(`/${draft.entry.name}`)}>
      <button
        type="button"
        class="command-chip"
        title={texts.leaveCommand}
        onClick={() => setState(leaveCommand(state, false))}
      >
        /{draft.entry.name}
      </button>
      {draft.fields.map((field) => {
        const { option } = field;
        const problem = state.problems.get(option.name);
        return (
          <OptionField
            key={option.name}
            field={field}
            wrong={problem === undefined ? null : texts.problem(problem)}
            active={state.focus === option.name ? active : null}
            onFocus={() => focusOn(option.name)}
            onInput={(text) => type(option, text)}
            onFile={(file) =>
              setState((now) => setInput(now, option, file === undefined ? { text: "" } : { text: "", file }))
            }
            onRemove={() => setState((now) => dropOption(now, option.name))}
          />
        );
      })}
      <span class="adder">
        <GrowingField
          id={ADDER_ID}
          label={texts.optionsOf(`/${draft.entry.name}`)}
          placeholder={remaining === 0 ? "" : texts.moreOptions(remaining)}
          text={state.adder}
          listed={state.focus === ADDER}
          active={active}
          onFocus={() => focusOn(ADDER)}
          onInput={(text) => type(null, text)}
        />
      </span>
    </fieldset>
  );
}
