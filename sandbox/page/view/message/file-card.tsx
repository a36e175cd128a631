import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ownAddress } from "../../address.ts";
import { formatFileSize } from "../../text/file-size.ts";
import { Icon } from "../icons.tsx";
import { OutsideLink } from "../outside-link.tsx";
import { useScene } from "../scene.ts";

interface FileCardProps {
  address: string;
  name: string;
  /** Bytes. */
  size: number | undefined;
  spoiler?: boolean;
}

export function FileCard({ address, name, size, spoiler = false }: FileCardProps): JSX.Element {
  const { texts } = useScene();
  const [revealed, setRevealed] = useState(!spoiler);
  const own = ownAddress(address, location.origin);
  if (!revealed)
    return (
      <button type="button" class="file-card veiled" aria-label={texts.revealSpoiler} onClick={() => setRevealed(true)}>
        <Icon name="file" size={28} />
        <span class="veil-label">{texts.spoiler}</span>
      </button>
    );
  return (
    <OutsideLink class="file-card" address={own ?? address} download={own === null ? undefined : name}>
      <Icon name="file" size={28} />
      <span class="file-words">
        <span class="file-name">{name}</span>
        {size !== undefined && <span class="file-size">{formatFileSize(size)}</span>}
      </span>
      <span class="visually-hidden">{texts.download(name)}</span>
      <Icon name="download" size={18} />
    </OutsideLink>
  );
}
