import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface PopoverProps {
  anchor: HTMLElement | null;
  onClose: () => void;
  children: ComponentChildren;
  /** As wide as its anchor, or as its content wants. */
  width?: "anchor" | "content";
  align?: "start" | "end";
  class?: string;
}

const GAP = 6;

/** A floating box beside its anchor, above it where there is no room below. Leaves on Escape, scrolling and clicks elsewhere. */
export function Popover({
  anchor,
  onClose,
  children,
  width = "content",
  align = "start",
  ...rest
}: PopoverProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  // Until it has a place nobody sees it, but it can be focused, which what has no visibility cannot.
  const [style, setStyle] = useState<Record<string, string>>({ opacity: "0" });
  useLayoutEffect(() => {
    if (anchor !== null && box.current !== null) setStyle(place(anchor, box.current, width, align));
  }, [anchor, width, align]);
  useEffect(() => {
    const elsewhere = (event: Event) => {
      const target = event.target as Node;
      if (box.current?.contains(target) !== true && anchor?.contains(target) !== true) onClose();
    };
    window.addEventListener("pointerdown", elsewhere);
    window.addEventListener("wheel", elsewhere, { passive: true });
    window.addEventListener("resize", onClose);
    return () => {
      window.removeEventListener("pointerdown", elsewhere);
      window.removeEventListener("wheel", elsewhere);
      window.removeEventListener("resize", onClose);
    };
  }, [anchor, onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
    anchor?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Escape of what is inside it
    <div ref={box} class={`popover ${rest.class ?? ""}`} style={style} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function place(
  anchor: HTMLElement,
  box: HTMLElement,
  width: "anchor" | "content",
  align: "start" | "end",
): Record<string, string> {
  const around = anchor.getBoundingClientRect();
  const below = window.innerHeight - around.bottom - 2 * GAP;
  const above = around.top - 2 * GAP;
  const up = box.scrollHeight > below && above > below;
  const wide = width === "anchor" ? around.width : box.offsetWidth;
  const wanted = align === "end" ? around.right - wide : around.left;
  return {
    left: `${Math.max(GAP, Math.min(wanted, window.innerWidth - wide - GAP))}px`,
    maxHeight: `${Math.min(420, up ? above : below)}px`,
    ...(up ? { bottom: `${window.innerHeight - around.top + GAP}px` } : { top: `${around.bottom + GAP}px` }),
    ...(width === "anchor" ? { width: `${around.width}px` } : {}),
  };
}
