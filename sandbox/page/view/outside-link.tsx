import type { ComponentChildren, JSX } from "preact";
import { safeLink } from "./message/picture.ts";

interface OutsideLinkProps {
  address: string | undefined;
  children: ComponentChildren;
  class?: string;
  /** The name under which the file is saved instead of being shown. */
  download?: string | undefined;
  disabled?: boolean;
}

/** A link out of the page, in a tab of its own. What is no web address is text. */
export function OutsideLink({ address, children, download, disabled = false, ...rest }: OutsideLinkProps): JSX.Element {
  const safe = address === undefined || disabled ? undefined : address.startsWith("/") ? address : safeLink(address);
  if (safe === undefined)
    return (
      <span {...rest} aria-disabled={disabled}>
        {children}
      </span>
    );
  const saved = download === undefined ? {} : { download };
  return (
    <a {...rest} {...saved} href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
