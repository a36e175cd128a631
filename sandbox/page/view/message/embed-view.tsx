import type { APIEmbed } from "discord-api-types/v10";
import type { JSX } from "preact";
import { hexColor } from "../color.ts";
import { OutsideLink } from "../outside-link.tsx";
import { useScene } from "../scene.ts";
import { Gallery } from "./gallery.tsx";
import { Markdown } from "./markdown-view.tsx";
import { pictureOf } from "./picture.ts";
import { MessageTime } from "./timestamp-view.tsx";

/** A message's embed, in the order Discord shows its parts. */
export function EmbedView({ embed }: { embed: APIEmbed }): JSX.Element {
  const { openGallery } = useScene();
  const image = embed.image === undefined ? null : pictureOf(embed.image, embed.image.description, false);
  const thumbnail = embed.thumbnail === undefined ? null : pictureOf(embed.thumbnail, "", false);
  return (
    <article class="embed" style={embed.color === undefined ? {} : { "--accent": hexColor(embed.color) }}>
      <div class="embed-words">
        {embed.author !== undefined && (
          <EmbedLink class="embed-author" text={embed.author.name} address={embed.author.url} />
        )}
        {embed.title !== undefined && <EmbedLink class="embed-title" text={embed.title} address={embed.url} />}
        {embed.description !== undefined && <Markdown text={embed.description} />}
        {embed.fields !== undefined && embed.fields.length > 0 && (
          <div class="embed-fields">
            {embed.fields.map((field, index) => (
              <div key={`${index} ${field.name}`} class={field.inline === true ? "inline" : ""}>
                <div class="embed-field-name">
                  <Markdown text={field.name} />
                </div>
                <Markdown text={field.value} />
              </div>
            ))}
          </div>
        )}
      </div>
      {thumbnail?.source && (
        <button type="button" class="thumbnail" onClick={() => openGallery([thumbnail], 0)}>
          <img src={thumbnail.source} alt={thumbnail.alt} />
        </button>
      )}
      {image !== null && <Gallery pictures={[image]} />}
      {(embed.footer !== undefined || embed.timestamp !== undefined) && (
        <footer class="embed-footer">
          {embed.footer?.text}
          {embed.footer !== undefined && embed.timestamp !== undefined && " · "}
          {embed.timestamp !== undefined && <MessageTime time={Date.parse(embed.timestamp)} />}
        </footer>
      )}
    </article>
  );
}

function EmbedLink({
  text,
  address,
  ...rest
}: {
  class: string;
  text: string;
  address: string | undefined;
}): JSX.Element {
  return (
    <OutsideLink class={rest.class} address={address}>
      {text}
    </OutsideLink>
  );
}
