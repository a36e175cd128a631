import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { OutsideLink } from "../outside-link.tsx";
import { useScene } from "../scene.ts";
import { hostOf, type Picture } from "./picture.ts";

const SINGLE_WIDEST = 520;
const SINGLE_HIGHEST = 380;

/** Pictures side by side in a calm grid; each opens in the lightbox. */
export function Gallery({ pictures }: { pictures: readonly Picture[] }): JSX.Element | null {
  const { openGallery } = useScene();
  if (pictures.length === 0) return null;
  const shown = pictures.filter((picture) => picture.source !== null);
  const open = (picture: Picture) => openGallery(shown, shown.indexOf(picture));
  return (
    <div class={`gallery of-${Math.min(pictures.length, 10)}`} style={{ "--ratio": `${sharedRatio(pictures)}` }}>
      {pictures.map((picture) => (
        <GalleryItem
          key={picture.address.split("?")[0]}
          picture={picture}
          single={pictures.length === 1}
          onOpen={() => open(picture)}
        />
      ))}
    </div>
  );
}

/** Width by height of the first picture, kept within what a grid can bear; pictures of one job share it. */
function sharedRatio([first]: readonly Picture[]): number {
  if (!first?.width || !first.height) return 1;
  return Math.min(1.6, Math.max(0.7, first.width / first.height));
}

interface ItemProps {
  picture: Picture;
  single: boolean;
  onOpen: () => void;
}

function GalleryItem({ picture, single, onOpen }: ItemProps): JSX.Element {
  const { texts } = useScene();
  const [revealed, setRevealed] = useState(!picture.spoiler);
  if (picture.source === null) return <Blocked address={picture.address} />;
  const style = single ? singleSize(picture) : {};
  if (picture.video && revealed)
    return (
      // biome-ignore lint/a11y/useMediaCaption: a generated film has no spoken words; its alt text is its label
      <video
        class="gallery-item"
        style={style}
        src={picture.source}
        aria-label={picture.alt}
        controls
        preload="metadata"
      />
    );
  return (
    <button
      type="button"
      class={`gallery-item ${revealed ? "" : "veiled"}`}
      style={style}
      aria-label={revealed ? texts.openImage(picture.alt) : texts.revealSpoiler}
      onClick={() => (revealed ? onOpen() : setRevealed(true))}
    >
      <img src={picture.source} alt="" loading="lazy" draggable={false} />
      {!revealed && <span class="veil-label">{texts.spoiler}</span>}
    </button>
  );
}

/** A single picture keeps its shape; knowing it beforehand keeps the page from jumping when it arrives. */
function singleSize({ width, height }: Picture): Record<string, string> {
  if (width === null || height === null || width === 0 || height === 0) return {};
  const scale = Math.min(1, SINGLE_WIDEST / width, SINGLE_HIGHEST / height);
  return { width: `${Math.round(width * scale)}px`, aspectRatio: `${width} / ${height}` };
}

/** Stands for something that lies on another server. */
export function Blocked({ address }: { address: string }): JSX.Element {
  const { texts } = useScene();
  return (
    <OutsideLink class="blocked" address={address}>
      <Icon name="outside" size={16} />
      {texts.blockedMedia(hostOf(address))}
    </OutsideLink>
  );
}
