import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { APIMessage } from "../../../discord/person-api.ts";
import { continues, interactionOf, isEphemeral, isLoading, messageWrittenAt } from "../../session/message-list.ts";
import { plainText } from "../../text/markdown.ts";
import { nameColor, userName } from "../../world-names.ts";
import { Avatar } from "../avatar.tsx";
import { nameStyle } from "../color.ts";
import { ComponentView } from "../components/component-view.tsx";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { troubleText } from "../trouble.ts";
import { EmbedView } from "./embed-view.tsx";
import { FileCard } from "./file-card.tsx";
import { Gallery } from "./gallery.tsx";
import { Markdown } from "./markdown-view.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { pictureOf } from "./picture.ts";
import { previewOf } from "./preview.ts";
import { MessageTime } from "./timestamp-view.tsx";
import { UserMenu } from "./user-menu.tsx";

interface MessageProps {
  message: APIMessage;
  previous: APIMessage | undefined;
}

export function MessageView({ message, previous }: MessageProps): JSX.Element {
  const { texts, session } = useScene();
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const together = continues(previous, message);
  const ephemeral = isEphemeral(message);
  const name = userName(message.author);
  return (
    <article
      id={`message-${message.id}`}
      class={`message ${together ? "together" : "first"} ${ephemeral ? "ephemeral" : ""} ${menu === null ? "" : "open"}`}
      aria-label={name}
      onContextMenu={(event) => {
        if ((event.target as Element).closest("a, img, video, input, textarea") !== null) return;
        event.preventDefault();
        setMenu(event.currentTarget.querySelector<HTMLElement>(".message-more"));
      }}
    >
      <UsedLine message={message} />
      <ReplyLine message={message} />
      <div class="message-side">
        {together ? (
          <MessageTime time={messageWrittenAt(message)} short={true} />
        ) : (
          <UserMenu user={message.author}>
            <Avatar id={message.author.id} name={name} bot={message.author.bot === true} />
          </UserMenu>
        )}
      </div>
      <div class="message-main">
        {!together && <MessageHead message={message} />}
        <MessageBody message={message} />
        <UseTrouble message={message} />
        {ephemeral && (
          <p class="only-you">
            <Icon name="eye" size={15} /> {texts.onlyYou} ·{" "}
            <button type="button" class="as-link" onClick={() => void session.remove(message.id)}>
              {texts.dismiss}
            </button>
          </p>
        )}
      </div>
      <div class="message-tools">
        <button
          type="button"
          class="icon-button message-more"
          aria-label={texts.messageActions(name)}
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          onClick={(event) => setMenu(menu === null ? event.currentTarget : null)}
        >
          <Icon name="more" />
        </button>
      </div>
      {menu !== null && <MessageMenu message={message} anchor={menu} onClose={() => setMenu(null)} />}
    </article>
  );
}

/** "Mira used /flux", over the reply. */
function UsedLine({ message }: { message: APIMessage }): JSX.Element | null {
  const { texts, world } = useScene();
  const cause = interactionOf(message);
  if (cause === null || cause.command === null) return null;
  return (
    <div class="used">
      <span class="used-hook" aria-hidden="true" />
      <Avatar id={cause.user.id} name={cause.user.name} size="small" />
      <span class="name" style={nameStyle(nameColor(world, cause.user.id))}>
        {cause.user.name}
      </span>
      <span>{texts.used}</span>
      <span class="used-command">
        {cause.slash ? "/" : ""}
        {cause.command ?? texts.someCommand}
      </span>
    </div>
  );
}

/** What a message answers: the one whose button was pressed, or the one a command was used on. */
function ReplyLine({ message }: { message: APIMessage }): JSX.Element | null {
  const { view, world } = useScene();
  const target = message.message_reference?.message_id;
  const original = view.messages[view.channel]?.find((each) => each.id === target);
  if (original === undefined || (interactionOf(message)?.command ?? null) !== null) return null;
  const { author } = original;
  const go = () => document.getElementById(`message-${original.id}`)?.scrollIntoView({ block: "center" });
  return (
    <div class="used">
      <span class="used-hook" aria-hidden="true" />
      <Avatar id={author.id} name={userName(author)} bot={author.bot === true} size="small" />
      <span class="name" style={nameStyle(nameColor(world, author.id))}>
        {userName(author)}
      </span>
      <button type="button" class="used-preview" onClick={go}>
        {plainText(previewOf(original))}
      </button>
    </div>
  );
}

function MessageHead({ message }: { message: APIMessage }): JSX.Element {
  const { texts, world } = useScene();
  return (
    <header class="message-head">
      <span class="name" style={nameStyle(nameColor(world, message.author.id))}>
        {userName(message.author)}
      </span>
      {message.author.bot === true && <span class="app-badge">{texts.app}</span>}
      <MessageTime time={messageWrittenAt(message)} />
    </header>
  );
}

function MessageBody({ message }: { message: APIMessage }): JSX.Element {
  const { texts } = useScene();
  if (isLoading(message))
    return (
      <p class="thinking" role="status">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {texts.thinking(userName(message.author))}
      </p>
    );
  const pictures = message.attachments.filter((file) => /^(image|video)\//.test(file.content_type ?? ""));
  // A Components V2 message shows only what its components refer to.
  const plain = ((message.flags ?? 0) & (1 << 15)) === 0;
  return (
    <>
      {message.content !== "" && <Markdown text={message.content} />}
      {message.edited_timestamp !== null && plain && <span class="edited">{texts.edited}</span>}
      {plain && (
        <>
          <Gallery
            pictures={pictures.map((file) =>
              pictureOf(file, file.description ?? file.filename, file.filename.startsWith("SPOILER_")),
            )}
          />
          {message.attachments
            .filter((file) => !pictures.includes(file))
            .map((file) => (
              <FileCard key={file.id} address={file.url} name={file.filename} size={file.size} />
            ))}
          {message.embeds.map((embed, index) => (
            <EmbedView key={`${index} ${embed.title ?? ""}`} embed={embed} />
          ))}
        </>
      )}
      {message.components?.map((component, index) => (
        <ComponentView key={component.id ?? index} component={component} message={message} />
      ))}
    </>
  );
}

function UseTrouble({ message }: { message: APIMessage }): JSX.Element | null {
  const { texts, view } = useScene();
  const trouble = view.uses[message.id]?.trouble ?? null;
  if (trouble === null) return null;
  return (
    <p class="trouble" role="alert">
      {troubleText(trouble, texts)}
    </p>
  );
}
