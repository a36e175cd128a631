import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "./avatar.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { Popover } from "./popover.tsx";

export interface MenuItem {
  label: string;
  icon?: IconName;
  /** A heading over this item and those after it. */
  heading?: string;
  /** A second, quieter line. */
  detail?: string;
  /** A person's id, to show their avatar. */
  avatar?: string;
  danger?: boolean;
  checked?: boolean;
  onPick: () => void;
}

interface MenuProps {
  anchor: HTMLElement | null;
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end";
  onClose: () => void;
}

/** A menu of actions: arrows move, Enter picks, Escape leaves. */
export function Menu({ anchor, label, items, align = "end", onClose }: MenuProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  useEffect(() => entries()[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Tab") onClose();
    if (step === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const now = all.indexOf(document.activeElement as HTMLElement);
    const next = event.key === "Home" ? 0 : event.key === "End" ? -1 : (now + (step ?? 0)) % all.length;
    all.at(next)?.focus();
  };
  const pick = (item: MenuItem) => {
    onClose();
    anchor?.focus();
    item.onPick();
  };
  return (
    <Popover anchor={anchor} onClose={onClose} align={align} class="menu">
      <div ref={list} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <div key={item.label} role="presentation">
            {item.heading !== undefined && (
              <div class="menu-heading" role="presentation">
                {item.heading}
              </div>
            )}
            <button
              type="button"
              role={item.checked === undefined ? "menuitem" : "menuitemradio"}
              {...(item.checked === undefined ? {} : { "aria-checked": item.checked })}
              class={`menu-item ${item.danger ? "danger" : ""}`}
              tabIndex={-1}
              onClick={() => pick(item)}
            >
              {item.avatar !== undefined && <Avatar id={item.avatar} name={item.label} size="small" />}
              <span class="menu-words">
                <span>{item.label}</span>
                {item.detail !== undefined && <span class="menu-detail">{item.detail}</span>}
              </span>
              {item.checked === true ? (
                <Icon name="check" size={16} />
              ) : (
                item.icon && <Icon name={item.icon} size={16} />
              )}
            </button>
          </div>
        ))}
      </div>
    </Popover>
  );
}
