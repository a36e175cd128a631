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
  const place = texts.picture(index + 1, pictures.length);
  return (
    <dialog
      ref={dialog}
      class={`lightbox ${actual ? "actual" : ""}`}
      aria-label={place}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!(event.target as Element).closest("img, video, button, a, figcaption")) dialog.current?.close();
      }}
    >
      <figure>
        <LightboxMedium picture={picture} actual={actual} onZoom={() => setActual(!actual)} />
        <LightboxCaption picture={picture} place={pictures.length > 1 ? place : null} />
      </figure>
      {pictures.length > 1 && <LightboxSteps onStep={go} />}
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

interface MediumProps {
  picture: Picture;
  actual: boolean;
  onZoom: () => void;
}

function LightboxMedium({ picture, actual, onZoom }: MediumProps): JSX.Element {
  const { texts } = useScene();
  const source = picture.source ?? "";
  if (picture.video)
    // biome-ignore lint/a11y/useMediaCaption: a generated film has no spoken words; its alt text is its label
    return <video src={source} aria-label={picture.alt} controls autoPlay loop />;
  return (
    <button type="button" class="lightbox-picture" aria-pressed={actual} aria-label={texts.zoom} onClick={onZoom}>
      <img key={source} src={source} alt={picture.alt} />
    </button>
  );
}

/** `place` is "2 of 4"; null for a picture on its own. */
function LightboxCaption({ picture, place }: { picture: Picture; place: string | null }): JSX.Element {
  const { texts } = useScene();
  return (
    <figcaption>
      {picture.alt !== "" && <span class="lightbox-alt">{picture.alt}</span>}
      <span class="lightbox-facts">
        {place !== null && <span>{place}</span>}
        {picture.width !== null && picture.height !== null && (
          <span>
            {picture.width} × {picture.height}
          </span>
        )}
        <OutsideLink address={picture.source ?? picture.address}>{texts.openOriginal}</OutsideLink>
      </span>
    </figcaption>
  );
}

function LightboxSteps({ onStep }: { onStep: (step: number) => void }): JSX.Element {
  const { texts } = useScene();
  return (
    <>
      <button
        type="button"
        class="icon-button lightbox-previous"
        aria-label={texts.previous}
        onClick={() => onStep(-1)}
      >
        <Icon name="left" size={26} />
      </button>
      <button type="button" class="icon-button lightbox-next" aria-label={texts.next} onClick={() => onStep(1)}>
        <Icon name="right" size={26} />
      </button>
    </>
  );
}
