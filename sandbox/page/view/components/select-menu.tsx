import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { ChoiceLabel } from "./choice-label.tsx";
import type { SelectChoice } from "./select-choices.ts";
import { SelectList } from "./select-list.tsx";

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
