import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { Popover } from "../popover.tsx";
import { useScene } from "../scene.ts";
import type { SelectChoice } from "./select-choices.ts";

export interface SelectMenuProps {
  choices: readonly SelectChoice[];
  chosen: readonly string[];
  least: number;
  most: number;
  placeholder: string | undefined;
  label?: string;
  disabled?: boolean;
  busy?: boolean;
  onChoose: (values: string[]) => void;
}

/** A menu to choose one or several from, searchable once it is long. */
export function SelectMenu(props: SelectMenuProps): JSX.Element {
  const { texts } = useScene();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const shown = props.choices.filter((choice) => props.chosen.includes(choice.value));
  const placeholder = props.placeholder ?? texts.makeSelection;
  const close = (values: string[] | null) => {
    setOpen(false);
    button.current?.focus();
    if (values !== null && !sameValues(values, props.chosen)) props.onChoose(values);
  };
  return (
    <div class="select">
      <button
        ref={button}
        type="button"
        class={`select-button ${props.busy === true ? "busy" : ""}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-busy={props.busy === true}
        aria-label={[props.label ?? placeholder, ...shown.map((choice) => choice.label)].join(", ")}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
      >
        <span class={shown.length === 0 ? "placeholder" : "select-chosen"}>
          {shown.length === 0 ? placeholder : shown.map((choice) => <ChoiceLabel key={choice.value} choice={choice} />)}
        </span>
        <Icon name="down" size={18} />
      </button>
      {open && <SelectList {...props} anchor={button.current} onClose={close} />}
    </div>
  );
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}

function ChoiceLabel({ choice }: { choice: SelectChoice }): JSX.Element {
  return (
    <span class="choice-label" style={choice.color === undefined ? {} : { "--name": choice.color }}>
      {choice.emoji !== undefined && <span aria-hidden="true">{choice.emoji} </span>}
      {choice.label}
    </span>
  );
}

interface ListProps extends SelectMenuProps {
  anchor: HTMLElement | null;
  /** null when nothing was decided. */
  onClose: (values: string[] | null) => void;
}

const SEARCH_FROM = 8;

function SelectList({ choices, chosen, least, most, anchor, onClose }: ListProps): JSX.Element {
  const { texts } = useScene();
  const id = useId();
  const focused = useRef<HTMLInputElement & HTMLDivElement>(null);
  const [marked, setMarked] = useState<readonly string[]>(chosen);
  const [filter, setFilter] = useState("");
  const offered = choices.filter((choice) =>
    `${choice.label} ${choice.description ?? ""}`.toLowerCase().includes(filter),
  );
  const [active, setActive] = useState(
    Math.max(
      0,
      offered.findIndex((choice) => chosen.includes(choice.value)),
    ),
  );
  useEffect(() => focused.current?.focus({ preventScroll: true }), []);
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" }), [active, id]);
  const several = most > 1;
  const fits = marked.length >= least && marked.length <= most;
  const toggle = (choice: SelectChoice) => {
    const has = marked.includes(choice.value);
    if (!several) return onClose(has && least === 0 ? [] : [choice.value]);
    if (has) setMarked(marked.filter((value) => value !== choice.value));
    else if (marked.length < most) setMarked([...marked, choice.value]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = offered[active];
    const space = event.key === " " && choices.length < SEARCH_FROM;
    if (step !== undefined) setActive((active + step + offered.length) % Math.max(1, offered.length));
    else if ((event.key === "Enter" || space) && picked !== undefined) toggle(picked);
    else if (event.key === "Tab") onClose(several && fits ? [...marked] : null);
    else return;
    event.preventDefault();
  };
  // Leaving a menu of several is deciding, as in every chat client; leaving it half-done changes nothing.
  const leave = () => onClose(several && fits ? [...marked] : null);
  const listKeys = { "aria-activedescendant": offered.length > 0 ? `${id}-${active}` : undefined, onKeyDown };
  return (
    <Popover anchor={anchor} onClose={leave} width="anchor" class="select-list">
      {choices.length >= SEARCH_FROM && (
        <input
          ref={focused}
          class="search"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          placeholder={texts.filter}
          aria-label={texts.filter}
          onInput={(event) => {
            setFilter(event.currentTarget.value.toLowerCase());
            setActive(0);
          }}
          {...listKeys}
        />
      )}
      <div
        id={id}
        role="listbox"
        aria-multiselectable={several}
        tabIndex={choices.length >= SEARCH_FROM ? -1 : 0}
        {...(choices.length >= SEARCH_FROM ? {} : { ref: focused, ...listKeys })}
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
            onPointerMove={() => setActive(index)}
            onClick={() => toggle(choice)}
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
      {several && (
        <div class="select-foot">
          <span>{texts.chooseCount(least, most)}</span>
          <button type="button" class="button primary" disabled={!fits} onClick={() => onClose([...marked])}>
            {texts.done}
          </button>
        </div>
      )}
    </Popover>
  );
}
