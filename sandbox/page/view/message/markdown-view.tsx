import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { parseMarkdown } from "../../text/markdown.ts";
import type { Block, Inline, ListItem, MentionKind } from "../../text/markdown-tree.ts";
import { allChannels, rolesOf, usersOf } from "../../world-names.ts";
import { OutsideLink } from "../outside-link.tsx";
import { useScene } from "../scene.ts";
import { TimestampView } from "./timestamp-view.tsx";

/** A text with its markup drawn as elements. */
export function Markdown({ text }: { text: string }): JSX.Element {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div class="markdown">{blocks.map(drawBlock)}</div>;
}

function drawBlock(block: Block, key: number): JSX.Element {
  switch (block.kind) {
    case "paragraph":
      return <p key={key}>{drawAll(block.content)}</p>;
    case "heading": {
      // The page's own headings are h1 and h2; a message's begin below them.
      const Heading = (["h3", "h4", "h5"] as const)[block.level - 1] ?? "h5";
      return (
        <Heading key={key} class={`heading-${block.level}`}>
          {drawAll(block.content)}
        </Heading>
      );
    }
    case "small":
      return (
        <p key={key} class="subtext">
          {drawAll(block.content)}
        </p>
      );
    case "quote":
      return <blockquote key={key}>{block.blocks.map(drawBlock)}</blockquote>;
    case "list":
      return block.ordered ? (
        <ol key={key} start={block.start}>
          {block.items.map(drawItem)}
        </ol>
      ) : (
        <ul key={key}>{block.items.map(drawItem)}</ul>
      );
    case "fence":
      return (
        <pre key={key}>
          <code>{block.code}</code>
        </pre>
      );
  }
}

function drawItem(item: ListItem, key: number): JSX.Element {
  return (
    <li key={key}>
      {drawAll(item.content)}
      {item.children.map(drawBlock)}
    </li>
  );
}

function drawAll(nodes: readonly Inline[]): ComponentChildren {
  return nodes.map(drawInline);
}

function drawInline(node: Inline, key: number): ComponentChildren {
  switch (node.kind) {
    case "text":
      return node.text;
    case "bold":
      return <strong key={key}>{drawAll(node.content)}</strong>;
    case "italic":
      return <em key={key}>{drawAll(node.content)}</em>;
    case "underline":
      return <u key={key}>{drawAll(node.content)}</u>;
    case "strike":
      return <s key={key}>{drawAll(node.content)}</s>;
    case "spoiler":
      return <Spoiler key={key}>{drawAll(node.content)}</Spoiler>;
    case "code":
      return <code key={key}>{node.code}</code>;
    case "link":
      return (
        <OutsideLink key={key} address={node.address}>
          {drawAll(node.content)}
        </OutsideLink>
      );
    case "mention":
      return <Mention key={key} of={node.of} id={node.id} />;
    case "emoji":
      return <CustomEmoji key={key} name={node.name} id={node.id} />;
    case "timestamp":
      return <TimestampView key={key} seconds={node.seconds} style={node.style} />;
  }
}

function Spoiler({ children }: { children: ComponentChildren }): JSX.Element {
  const { texts } = useScene();
  const [shown, setShown] = useState(false);
  if (shown) return <span class="spoiler shown">{children}</span>;
  return (
    <button type="button" class="spoiler" aria-label={texts.revealSpoiler} onClick={() => setShown(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

function Mention({ of, id }: { of: MentionKind; id: string }): JSX.Element {
  const { world, session } = useScene();
  const named = (list: readonly { id: string; name: string }[]) => list.find((each) => each.id === id)?.name;
  switch (of) {
    case "everyone":
      return <span class="mention">@{id}</span>;
    case "command":
      return <span class="mention">/{id}</span>;
    case "user":
      return <span class="mention">@{named(usersOf(world)) ?? id}</span>;
    case "role":
      return <span class="mention">@{named(rolesOf(world)) ?? id}</span>;
    case "channel": {
      const name = named(allChannels(world));
      if (name === undefined) return <span class="mention">#{id}</span>;
      return (
        <button type="button" class="mention" onClick={() => session.openChannel(id)}>
          #{name}
        </button>
      );
    }
  }
}

/** An emoji uploaded by the application; its name stands in where there is no picture. */
export function CustomEmoji({ name, id }: { name: string; id: string }): JSX.Element {
  const [failed, setFailed] = useState(false);
  if (failed) return <span>:{name}:</span>;
  return (
    <img
      class="emoji"
      src={`/emojis/${id}.webp`}
      alt={`:${name}:`}
      title={`:${name}:`}
      onError={() => setFailed(true)}
    />
  );
}
