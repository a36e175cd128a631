import type { JSX } from "preact";
import type { SelectChoice } from "./select-choices.ts";

export function ChoiceLabel({ choice }: { choice: SelectChoice }): JSX.Element {
  return (
    <span class="choice-label" style={choice.color === undefined ? {} : { "--name": choice.color }}>
      {choice.emoji !== undefined && <span aria-hidden="true">{choice.emoji} </span>}
      {choice.label}
    </span>
  );
}
