import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import type { Picture } from "./message/picture.ts";
import { OutsideLink } from "./outside-link.tsx";
import { useScene } from "./scene.ts";

interface LightboxProps {
  pictures: readonly Picture[];
  start: number;
  onClose: () => void;
}

/** A picture as large as the window. Arrows go on, Escape closes, Enter or a click shows every pixel. */
export function Lightbox({ pictures, start, onClose }: LightboxProps): JSX.Element | null {
  const { texts } = useScene();
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(start);
  const [actual, setActual] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const picture = pictures[index];
  if (picture === undefined) return null;
  const go = (step: number) => {
    setActual(false);
    setIndex((index + step + pictures.length) % pictures.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowLeft") go(-1);
    else return;
    event.preventDefault();
  };
  const { source } = picture;
  return (
    <dialog
      ref={dialog}
      class={`lightbox ${actual ? "actual" : ""}`}
      aria-label={texts.picture(index + 1, pictures.length)}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!(event.target as Element).closest("img, video, button, a, figcaption")) dialog.current?.close();
      }}
    >
      <figure>
        {picture.video ? (
          // biome-ignore lint/a11y/useMediaCaption: a generated film has no spoken words; its alt text is its label
          <video src={source ?? ""} aria-label={picture.alt} controls autoPlay loop />
        ) : (
          <button
            type="button"
            class="lightbox-picture"
            aria-pressed={actual}
            aria-label={texts.zoom}
            onClick={() => setActual(!actual)}
          >
            <img key={source} src={source ?? ""} alt={picture.alt} />
          </button>
        )}
        <figcaption>
          {picture.alt !== "" && <span class="lightbox-alt">{picture.alt}</span>}
          <span class="lightbox-facts">
            {pictures.length > 1 && <span>{texts.picture(index + 1, pictures.length)}</span>}
            {picture.width !== null && picture.height !== null && (
              <span>
                {picture.width} × {picture.height}
              </span>
            )}
            <OutsideLink address={source ?? picture.address}>{texts.openOriginal}</OutsideLink>
          </span>
        </figcaption>
      </figure>
      {pictures.length > 1 && (
        <>
          <button
            type="button"
            class="icon-button lightbox-previous"
            aria-label={texts.previous}
            onClick={() => go(-1)}
          >
            <Icon name="left" size={26} />
          </button>
          <button type="button" class="icon-button lightbox-next" aria-label={texts.next} onClick={() => go(1)}>
            <Icon name="right" size={26} />
          </button>
        </>
      )}
      <button
        type="button"
        class="icon-button lightbox-close"
        aria-label={texts.close}
        onClick={() => dialog.current?.close()}
      >
        <Icon name="close" size={24} />
      </button>
    </dialog>
  );
}
