import type { APISelectMenuComponent } from "discord-api-types/v10";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { APIMessage } from "../../../discord/person-api.ts";
import { applyComponent } from "../../session/interactions.ts";
import { useScene } from "../scene.ts";
import { choicesOf, defaultsOf } from "./select-choices.ts";
import { SelectMenu } from "./select-menu.tsx";

/** A select on a message: choosing sends at once. */
export function MessageSelect({
  select,
  message,
}: {
  select: APISelectMenuComponent;
  message: APIMessage;
}): JSX.Element {
  const { session, view, world } = useScene();
  const [chosen, setChosen] = useState<string[] | null>(null);
  const use = view.uses[message.id];
  const busy = use !== undefined && use.trouble === null;
  return (
    <SelectMenu
      choices={choicesOf(select, world)}
      chosen={chosen ?? defaultsOf(select)}
      least={select.min_values ?? 1}
      most={select.max_values ?? 1}
      placeholder={select.placeholder}
      disabled={select.disabled ?? false}
      busy={busy && use.customId === select.custom_id}
      onChoose={(values) => {
        setChosen(values);
        void applyComponent(session, message, select.custom_id, values);
      }}
    />
  );
}
