import type { APIButtonComponent, APIMessageComponentEmoji } from "discord-api-types/v10";
import type { JSX } from "preact";
import type { APIMessage } from "../../../discord/person-api.ts";
import { ButtonLook } from "../../protocol.ts";
import { applyComponent } from "../../session/interactions.ts";
import { Icon } from "../icons.tsx";
import { CustomEmoji } from "../message/markdown-view.tsx";
import { OutsideLink } from "../outside-link.tsx";
import { useScene } from "../scene.ts";

const LOOKS: Record<number, string> = {
  [ButtonLook.primary]: "primary",
  [ButtonLook.secondary]: "secondary",
  [ButtonLook.success]: "success",
  [ButtonLook.danger]: "danger",
  [ButtonLook.link]: "secondary",
  [ButtonLook.premium]: "primary",
};

/** While a button is on its way the whole message waits, so that nothing is pressed twice. */
export function ButtonView({ button, message }: { button: APIButtonComponent; message: APIMessage }): JSX.Element {
  const { session, view } = useScene();
  const look = `button ${LOOKS[button.style] ?? "secondary"}`;
  if ("url" in button)
    return (
      <OutsideLink class={look} address={button.url} disabled={button.disabled === true}>
        {button.emoji !== undefined && <Emoji emoji={button.emoji} />}
        {button.label}
        <Icon name="outside" size={15} />
      </OutsideLink>
    );
  if (!("custom_id" in button))
    return (
      <button type="button" class={look} disabled>
        {button.sku_id}
      </button>
    );
  const { custom_id: customId } = button;
  const use = view.uses[message.id];
  const running = use !== undefined && use.trouble === null;
  const pressed = running && use.customId === customId;
  return (
    <button
      type="button"
      class={`${look} ${pressed ? "busy" : ""}`}
      disabled={button.disabled === true}
      aria-disabled={running}
      aria-busy={pressed}
      onClick={() => void applyComponent(session, message, customId)}
    >
      {button.emoji !== undefined && <Emoji emoji={button.emoji} />}
      <span>{button.label}</span>
    </button>
  );
}

export function Emoji({ emoji }: { emoji: APIMessageComponentEmoji }): JSX.Element {
  if (emoji.id !== undefined && emoji.id !== null) return <CustomEmoji name={emoji.name ?? ""} id={emoji.id} />;
  return <span aria-hidden={true}>{emoji.name}</span>;
}
