import type {
  APIActionRowComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APIMessageTopLevelComponent,
  APISectionComponent,
  APIThumbnailComponent,
} from "discord-api-types/v10";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { APIMessage } from "../../../discord/person-api.ts";
import { ComponentKind } from "../../protocol.ts";
import { hexColor } from "../color.ts";
import { FileCard } from "../message/file-card.tsx";
import { Blocked, Gallery } from "../message/gallery.tsx";
import { Markdown } from "../message/markdown-view.tsx";
import { pictureOf } from "../message/picture.ts";
import { useScene } from "../scene.ts";
import { ButtonView } from "./button-view.tsx";
import { MessageSelect } from "./message-select.tsx";

type Shown = APIMessageTopLevelComponent | APIComponentInContainer;

export function ComponentView({ component, message }: { component: Shown; message: APIMessage }): JSX.Element {
  switch (component.type) {
    case ComponentKind.actionRow:
      return <ActionRow row={component} message={message} />;
    case ComponentKind.container:
      return <Container container={component} message={message} />;
    case ComponentKind.section:
      return <Section section={component} message={message} />;
    case ComponentKind.textDisplay:
      return <Markdown text={component.content} />;
    case ComponentKind.mediaGallery:
      return (
        <Gallery pictures={component.items.map((item) => pictureOf(item.media, item.description, item.spoiler))} />
      );
    case ComponentKind.file: {
      const { url } = component.file;
      const name = component.name ?? decodeURIComponent(url.split("?")[0]?.split("/").at(-1) ?? "");
      return <FileCard address={url} name={name} size={component.size} spoiler={component.spoiler ?? false} />;
    }
    case ComponentKind.separator:
      return (
        <hr
          class={`separator ${component.divider === false ? "blank" : ""} ${component.spacing === 2 ? "wide" : ""}`}
        />
      );
    default:
      return <Unknown kind={(component as { type: number }).type} />;
  }
}

/** A kind that came after this page was written is named rather than left out. */
function Unknown({ kind }: { kind: number }): JSX.Element {
  const { texts } = useScene();
  return <p class="subtext">{texts.unknownComponent(kind)}</p>;
}

interface RowProps {
  row: APIActionRowComponent<APIComponentInMessageActionRow>;
  message: APIMessage;
}

function ActionRow({ row, message }: RowProps): JSX.Element {
  return (
    <div class="action-row">
      {row.components.map((component, index) =>
        component.type === ComponentKind.button ? (
          <ButtonView key={component.id ?? index} button={component} message={message} />
        ) : (
          <MessageSelect key={component.custom_id} select={component} message={message} />
        ),
      )}
    </div>
  );
}

function Container({ container, message }: { container: APIContainerComponent; message: APIMessage }): JSX.Element {
  const { texts } = useScene();
  const [revealed, setRevealed] = useState(container.spoiler !== true);
  const color = container.accent_color;
  const style = color === undefined || color === null ? {} : { "--accent": hexColor(color) };
  const accented = "--accent" in style ? "accented" : "";
  return (
    <div class={`container ${accented} ${revealed ? "" : "veiled"}`} style={style}>
      <div class="container-parts" inert={!revealed}>
        {container.components.map((component, index) => (
          <ComponentView key={component.id ?? index} component={component} message={message} />
        ))}
      </div>
      {!revealed && (
        <button type="button" class="veil" aria-label={texts.revealSpoiler} onClick={() => setRevealed(true)}>
          <span class="veil-label">{texts.spoiler}</span>
        </button>
      )}
    </div>
  );
}

function Section({ section, message }: { section: APISectionComponent; message: APIMessage }): JSX.Element {
  const { accessory } = section;
  return (
    <div class="section">
      <div class="section-words">
        {section.components.map((text, index) => (
          <Markdown key={text.id ?? index} text={text.content} />
        ))}
      </div>
      {accessory.type === ComponentKind.button ? (
        <ButtonView button={accessory} message={message} />
      ) : (
        <Thumbnail thumbnail={accessory} />
      )}
    </div>
  );
}

function Thumbnail({ thumbnail }: { thumbnail: APIThumbnailComponent }): JSX.Element {
  const { openGallery, texts } = useScene();
  const picture = pictureOf(thumbnail.media, thumbnail.description, thumbnail.spoiler);
  const [revealed, setRevealed] = useState(!picture.spoiler);
  if (picture.source === null) return <Blocked address={picture.address} />;
  return (
    <button
      type="button"
      class={`thumbnail ${revealed ? "" : "veiled"}`}
      aria-label={revealed ? texts.openImage(picture.alt) : texts.revealSpoiler}
      onClick={() => (revealed ? openGallery([picture], 0) : setRevealed(true))}
    >
      <img src={picture.source} alt="" draggable={false} />
    </button>
  );
}
