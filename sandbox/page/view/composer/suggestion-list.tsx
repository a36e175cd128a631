import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type CommandEntry, type Option, optionDescription, optionName } from "../../command/command-entry.ts";
import { userName } from "../../world-names.ts";
import { Avatar } from "../avatar.tsx";
import { useScene } from "../scene.ts";
import { optionBounds, type Suggestion } from "./suggestion.ts";
import type { Suggestions } from "./use-suggestions.ts";

export const SUGGESTIONS_ID = "suggestions";

export function suggestionId(index: number): string {
  return `suggestion-${index}`;
}

interface SuggestionListProps {
  suggestions: Suggestions;
  /** The option being filled in; null while a command or an option is chosen. */
  option: Option | null;
  heading: string;
  onPick: (suggestion: Suggestion) => void;
  onMark: (index: number) => void;
}

/** Over the composer: what can be chosen here, and what the option at hand wants. */
export function SuggestionList({
  suggestions,
  option,
  heading,
  onPick,
  onMark,
}: SuggestionListProps): JSX.Element | null {
  const { texts } = useScene();
  const { list, active, state } = suggestions;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (option === null && list.length === 0 && state !== "none") return null;
  return (
    <div class="suggestions">
      {option === null ? <div class="suggestions-heading">{heading}</div> : <OptionHeading option={option} />}
      {state === "asking" && <p class="suggestions-note">{texts.searching}</p>}
      {state === "none" && (
        <p class="suggestions-note">{option === null ? texts.noCommandsAtAll : texts.noChoicesAnswer}</p>
      )}
      {list.length > 0 && (
        <div ref={box} id={SUGGESTIONS_ID} class="suggestions-list" role="listbox" aria-label={heading}>
          {list.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the composer's field listens for the keys
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, as aria-activedescendant wants
            <div
              key={keyOf(suggestion)}
              id={suggestionId(index)}
              role="option"
              aria-selected={index === active}
              class={`suggestion ${index === active ? "active" : ""}`}
              onPointerMove={() => index !== active && onMark(index)}
              // The field keeps the keyboard while the pointer chooses.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(suggestion)}
            >
              <SuggestionLine suggestion={suggestion} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function keyOf(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case "command":
      return `${suggestion.entry.command.id} ${suggestion.entry.canonicalName}`;
    case "option":
      return suggestion.option.name;
    case "value":
      return `${suggestion.label} ${suggestion.value}`;
  }
}

function OptionHeading({ option }: { option: Option }): JSX.Element {
  const { texts, locale } = useScene();
  const bounds = optionBounds(option, texts);
  return (
    <div class="suggestions-heading option-heading">
      <strong>{optionName(option, locale)}</strong>
      <span class="option-description">{optionDescription(option, locale)}</span>
      {bounds !== null && <span class="bounds">{bounds}</span>}
    </div>
  );
}

function SuggestionLine({ suggestion }: { suggestion: Suggestion }): JSX.Element {
  const { locale, texts } = useScene();
  switch (suggestion.kind) {
    case "command":
      return <CommandLine entry={suggestion.entry} />;
    case "option":
      return (
        <span class="suggestion-words">
          <span class="suggestion-name">{optionName(suggestion.option, locale)}</span>
          <span class="suggestion-detail">{optionDescription(suggestion.option, locale)}</span>
          {suggestion.option.required === true && <span class="suggestion-tag">{texts.required}</span>}
        </span>
      );
    case "value":
      return (
        <span class="suggestion-words">
          <span class="suggestion-name" style={suggestion.color === undefined ? {} : { color: suggestion.color }}>
            {suggestion.label}
          </span>
        </span>
      );
  }
}

const SHOWN_OPTIONS = 4;

function CommandLine({ entry }: { entry: CommandEntry }): JSX.Element {
  const { world, locale } = useScene();
  const bot = world.bot?.user;
  const shown = entry.options.slice(0, SHOWN_OPTIONS);
  return (
    <>
      <Avatar id={bot?.id ?? ""} name={bot === undefined ? "" : userName(bot)} bot={true} size="small" />
      <span class="suggestion-words two-lines">
        <span class="suggestion-top">
          <span class="suggestion-name">/{entry.name}</span>
          {shown.map((option) => (
            <span key={option.name} class={`option-hint ${option.required === true ? "wanted" : ""}`}>
              {optionName(option, locale)}
            </span>
          ))}
          {entry.options.length > SHOWN_OPTIONS && (
            <span class="option-hint">+{entry.options.length - SHOWN_OPTIONS}</span>
          )}
        </span>
        <span class="suggestion-detail">{entry.description}</span>
      </span>
    </>
  );
}
