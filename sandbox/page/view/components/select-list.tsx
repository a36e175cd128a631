import type { JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { Popover } from "../popover.tsx";
import { useScene } from "../scene.ts";
import { ChoiceLabel } from "./choice-label.tsx";
import type { SelectChoice } from "./select-choices.ts";

interface SelectListProps {
  choices: readonly SelectChoice[];
  chosen: readonly string[];
  least: number;
  most: number;
  anchor: HTMLElement | null;
  /** null when nothing was decided. */
  onClose: (values: string[] | null) => void;
}

const SEARCH_FROM = 8;

/** The opened menu. Arrows and Enter choose; a long one has a field to search in. */
export function SelectList({ choices, chosen, least, most, anchor, onClose }: SelectListProps): JSX.Element {
  const id = useId();
  const [filter, setFilter] = useState("");
  const offered = choices.filter((choice) => wordsOf(choice).includes(filter));
  const first = offered.findIndex((choice) => chosen.includes(choice.value));
  const [drawn, setDrawn] = useState({ marked: chosen, active: Math.max(0, first) });
  const { marked, active } = drawn;
  // A key may come before what the one before it changed is drawn.
  const latest = useRef(drawn);
  const change = (changed: Partial<typeof drawn>) => {
    latest.current = { ...latest.current, ...changed };
    setDrawn(latest.current);
  };
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" }), [active, id]);
  const searched = choices.length >= SEARCH_FROM;
  const several = most > 1;
  const fits = (values: readonly string[]) => values.length >= least && values.length <= most;
  // Leaving a menu of several is deciding, as in every chat client; leaving it half-done changes nothing.
  const leave = () => onClose(several && fits(latest.current.marked) ? [...latest.current.marked] : null);
  const toggle = (choice: SelectChoice) => {
    const { marked } = latest.current;
    const has = marked.includes(choice.value);
    if (!several) return onClose(has && least === 0 ? [] : [choice.value]);
    if (has) change({ marked: marked.filter((value) => value !== choice.value) });
    else if (marked.length < most) change({ marked: [...marked, choice.value] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { active } = latest.current;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = offered[active];
    const pressed = event.key === "Enter" || (event.key === " " && !searched);
    if (step !== undefined) change({ active: (active + step + offered.length) % Math.max(1, offered.length) });
    else if (pressed && picked !== undefined) toggle(picked);
    else if (event.key === "Tab") leave();
    else return;
    event.preventDefault();
  };
  const search = (typed: string) => {
    setFilter(typed.toLowerCase());
    change({ active: 0 });
  };
  const listProps = {
    id,
    offered,
    marked,
    active,
    several,
    onToggle: toggle,
    onActive: (index: number) => change({ active: index }),
  };
  return (
    <Popover anchor={anchor} onClose={leave} width="anchor" class="select-list">
      {searched && <SearchField list={id} active={`${id}-${active}`} onSearch={search} onKeyDown={onKeyDown} />}
      <Choices {...listProps} {...(searched ? {} : { onKeyDown })} />
      {several && <Foot least={least} most={most} fits={fits(marked)} onDone={() => onClose([...marked])} />}
    </Popover>
  );
}

interface FootProps {
  least: number;
  most: number;
  fits: boolean;
  onDone: () => void;
}

function Foot({ least, most, fits, onDone }: FootProps): JSX.Element {
  const { texts } = useScene();
  return (
    <div class="select-foot">
      <span>{texts.chooseCount(least, most)}</span>
      <button type="button" class="button primary" disabled={!fits} onClick={onDone}>
        {texts.done}
      </button>
    </div>
  );
}

function wordsOf(choice: SelectChoice): string {
  return `${choice.label} ${choice.description ?? ""}`.toLowerCase();
}

interface SearchFieldProps {
  list: string;
  active: string;
  onSearch: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField({ list, active, onSearch, onKeyDown }: SearchFieldProps): JSX.Element {
  const { texts } = useScene();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <input
      ref={field}
      class="search"
      type="text"
      role="combobox"
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={active}
      aria-label={texts.filter}
      placeholder={texts.filter}
      onInput={(event) => onSearch(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

interface ChoicesProps {
  id: string;
  offered: readonly SelectChoice[];
  marked: readonly string[];
  active: number;
  several: boolean;
  onToggle: (choice: SelectChoice) => void;
  onActive: (index: number) => void;
  /** Given when the list itself has the keyboard, not a search field. */
  onKeyDown?: (event: KeyboardEvent) => void;
}

function Choices({ id, offered, marked, active, several, onToggle, onActive, onKeyDown }: ChoicesProps): JSX.Element {
  const { texts } = useScene();
  const list = useRef<HTMLDivElement>(null);
  const keyboard = onKeyDown !== undefined;
  useLayoutEffect(() => {
    if (keyboard) list.current?.focus({ preventScroll: true });
  }, [keyboard]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-multiselectable={several}
      tabIndex={keyboard ? 0 : -1}
      {...(keyboard && offered.length > 0 ? { "aria-activedescendant": `${id}-${active}` } : {})}
      {...(onKeyDown === undefined ? {} : { onKeyDown })}
    >
      {offered.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list above listens for the keys
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list, as aria-activedescendant wants
        <div
          key={choice.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={marked.includes(choice.value)}
          class={index === active ? "active" : ""}
          onPointerMove={() => onActive(index)}
          onClick={() => onToggle(choice)}
        >
          <span class="choice">
            <ChoiceLabel choice={choice} />
            {choice.description !== undefined && <span class="choice-description">{choice.description}</span>}
          </span>
          {(several || marked.includes(choice.value)) && (
            <span class={`tick ${marked.includes(choice.value) ? "on" : ""}`}>
              <Icon name="check" size={14} />
            </span>
          )}
        </div>
      ))}
      {offered.length === 0 && <div class="nothing">{texts.noChoices}</div>}
    </div>
  );
}
